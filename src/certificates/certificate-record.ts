/** @module The journal's record of what happened to a certificate: one entry of the ledger's hash chain. */

import { avoidedKg } from './carbon.ts'
import { type Certificate, energyWh } from './certificate.ts'
import { instantText } from './instant-text.ts'
import type { CertificateEvent } from './life-cycle.ts'

/** One entry, as it stands in `renewable_certificates.jsonl`. */
export interface CertificateRecord {
  readonly timestamp: string
  readonly event: CertificateEvent
  readonly certificate_id: string
  readonly parent_id: string | null
  readonly meter_id: string
  readonly owner: string
  readonly actor: string
  readonly beneficiary: string | null
  readonly interval_start: string
  readonly interval_end: string
  readonly serial_start: number
  readonly serial_end: number
  readonly energy_wh: number
  readonly emission_factor: number
  readonly carbon_offset_kg: number
  readonly consumption_start: string | null
  readonly consumption_end: string | null
  readonly previous_hash: string
  readonly hash: string
}

/** An entry before it takes its place in the chain. */
export type CertificateEntry = Omit<CertificateRecord, 'previous_hash' | 'hash'>

/** What an entry tells besides the certificate. */
interface Circumstances {
  readonly by: string
  readonly atMs: number
  readonly consumptionStartMs?: number
  readonly consumptionEndMs?: number
}

/** The entry of an event, with the certificate as the event leaves it. */
export function entryOf(event: CertificateEvent, certificate: Certificate, act: Circumstances): CertificateEntry {
  const wh = energyWh(certificate)
  return {
    timestamp: instantText(act.atMs),
    event,
    certificate_id: certificate.id,
    parent_id: certificate.parentId,
    meter_id: certificate.meterId,
    owner: certificate.owner,
    actor: act.by,
    beneficiary: certificate.beneficiary,
    interval_start: instantText(certificate.intervalStartMs),
    interval_end: instantText(certificate.intervalEndMs),
    serial_start: certificate.serialStart,
    serial_end: certificate.serialEnd,
    energy_wh: wh,
    emission_factor: certificate.kgPerKwh,
    carbon_offset_kg: avoidedKg(wh * 1000, certificate.kgPerKwh),
    consumption_start: act.consumptionStartMs === undefined ? null : instantText(act.consumptionStartMs),
    consumption_end: act.consumptionEndMs === undefined ? null : instantText(act.consumptionEndMs),
  }
}

/**
 * The text of an entry that its hash covers: JSON without blanks, its fields in their documented order, numbers in the
 * shortest form that reads back as the same number.
 */
export function canonicalText(entry: CertificateEntry): string {
  // Listed one by one: an entry read back from a file may have its fields in any order, and its hashes beside them.
  return (
    `{"timestamp":${quoted(entry.timestamp)},"event":${quoted(entry.event)}` +
    `,"certificate_id":${quoted(entry.certificate_id)},"parent_id":${quoted(entry.parent_id)}` +
    `,"meter_id":${quoted(entry.meter_id)},"owner":${quoted(entry.owner)},"actor":${quoted(entry.actor)}` +
    `,"beneficiary":${quoted(entry.beneficiary)}` +
    `,"interval_start":${quoted(entry.interval_start)},"interval_end":${quoted(entry.interval_end)}` +
    `,"serial_start":${entry.serial_start},"serial_end":${entry.serial_end},"energy_wh":${entry.energy_wh}` +
    `,"emission_factor":${entry.emission_factor},"carbon_offset_kg":${entry.carbon_offset_kg}` +
    `,"consumption_start":${quoted(entry.consumption_start)},"consumption_end":${quoted(entry.consumption_end)}}`
  )
}

/** The line of an entry in `renewable_certificates.jsonl`: the text its hash covers, and the two hashes. */
export function certificateLine(canonical: string, previousHash: string, hash: string): string {
  return `${canonical.slice(0, -1)},"previous_hash":"${previousHash}","hash":"${hash}"}\n`
}

/** Most texts need no escapes, and a look at them costs a third of what `JSON.stringify` does. */
const PLAIN = /^[\w:./ -]*$/

/** A text as JSON. */
function quoted(text: string | null): string {
  return text === null ? 'null' : PLAIN.test(text) ? `"${text}"` : JSON.stringify(text)
}
