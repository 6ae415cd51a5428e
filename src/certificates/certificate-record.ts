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
  return isPlain(entry) ? plainText(entry) : anyText(entry)
}

/** The line of an entry in `renewable_certificates.jsonl`: the text its hash covers, and the two hashes. */
export function certificateLine(canonical: string, previousHash: string, hash: string): string {
  return `${canonical.slice(0, -1)},"previous_hash":"${previousHash}","hash":"${hash}"}\n`
}

/** Texts without a character that JSON escapes, which are nearly all. */
const PLAIN = /^[\w:./ -]*$/

function isPlain(entry: CertificateEntry): boolean {
  const { timestamp, event, certificate_id, parent_id, meter_id, owner, actor, beneficiary } = entry
  const { interval_start, interval_end, consumption_start, consumption_end } = entry
  // One look at all of them costs a fraction of one at each.
  return PLAIN.test(
    `${timestamp}${event}${certificate_id}${parent_id}${meter_id}${owner}${actor}${beneficiary}` +
      `${interval_start}${interval_end}${consumption_start}${consumption_end}`,
  )
}

/** What `anyText` gives for an entry that is plain, several times as fast. */
function plainText(entry: CertificateEntry): string {
  return (
    `{"timestamp":"${entry.timestamp}","event":"${entry.event}"` +
    `,"certificate_id":"${entry.certificate_id}","parent_id":${quoted(entry.parent_id)}` +
    `,"meter_id":"${entry.meter_id}","owner":"${entry.owner}","actor":"${entry.actor}"` +
    `,"beneficiary":${quoted(entry.beneficiary)}` +
    `,"interval_start":"${entry.interval_start}","interval_end":"${entry.interval_end}"` +
    `,"serial_start":${entry.serial_start},"serial_end":${entry.serial_end},"energy_wh":${entry.energy_wh}` +
    `,"emission_factor":${entry.emission_factor},"carbon_offset_kg":${entry.carbon_offset_kg}` +
    `,"consumption_start":${quoted(entry.consumption_start)},"consumption_end":${quoted(entry.consumption_end)}}`
  )
}

function quoted(plain: string | null): string {
  return plain === null ? 'null' : `"${plain}"`
}

function anyText(entry: CertificateEntry): string {
  // Listed one by one: an entry read back from a file may have its fields in any order, and its hashes beside them.
  return JSON.stringify({
    timestamp: entry.timestamp,
    event: entry.event,
    certificate_id: entry.certificate_id,
    parent_id: entry.parent_id,
    meter_id: entry.meter_id,
    owner: entry.owner,
    actor: entry.actor,
    beneficiary: entry.beneficiary,
    interval_start: entry.interval_start,
    interval_end: entry.interval_end,
    serial_start: entry.serial_start,
    serial_end: entry.serial_end,
    energy_wh: entry.energy_wh,
    emission_factor: entry.emission_factor,
    carbon_offset_kg: entry.carbon_offset_kg,
    consumption_start: entry.consumption_start,
    consumption_end: entry.consumption_end,
  })
}
