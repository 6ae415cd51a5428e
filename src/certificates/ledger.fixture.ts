/** @module A small ledger for tests: two solar meters, a consumer, and the issuer. */

import { applyAction } from './apply-action.ts'
import type { CertificateRecord } from './certificate-record.ts'
import { isCertificateRecord } from './is-certificate-record.ts'
import { DAY_MS, Ledger, type LedgerRules } from './ledger.ts'
import type { CertificateAction } from './life-cycle.ts'

export const ISSUER = 'issuer'
export const SUN_1 = 'SUN_1'
export const SUN_2 = 'SUN_2'
export const HOME = 'HOME'

export const HOUR_MS = 3_600_000
export const NOON_MS = Date.UTC(2025, 5, 1, 5)

export const RULES: LedgerRules = {
  issuer: ISSUER,
  accounts: new Set([SUN_1, SUN_2, HOME]),
  devices: new Map([
    [SUN_1, 1000],
    [SUN_2, 1000],
  ]),
  unitWh: 1,
  lifetimeMs: 730 * DAY_MS,
}

/** Carries an action out. */
export function perform(ledger: Ledger, action: CertificateAction): readonly CertificateRecord[] {
  const records = applyAction(ledger, action)
  ledger.append(records)
  return records
}

/** The issue of what a meter generated in the hour before `atMs`. */
export function issueOf(
  ledger: Ledger,
  meterId: string,
  wh: number,
  atMs: number = NOON_MS + HOUR_MS,
): CertificateAction & { readonly type: 'issue' } {
  const serialStart = (ledger.lastIssue(meterId)?.serialEnd ?? 0) + 1
  return {
    type: 'issue',
    by: ISSUER,
    atMs,
    meterId,
    intervalStartMs: atMs - HOUR_MS,
    intervalEndMs: atMs,
    serialStart,
    serialEnd: serialStart + wh - 1,
    kgPerKwh: 0.475,
  }
}

/** A ledger with one certificate of 100 Wh, owned by SUN_1, and its entries so far. */
export function ledgerOf100Wh(rules: LedgerRules = RULES): {
  readonly ledger: Ledger
  readonly id: string
  readonly records: CertificateRecord[]
} {
  const ledger = new Ledger(rules)
  const records = [...perform(ledger, issueOf(ledger, SUN_1, 100))]
  return { ledger, id: records[0].certificate_id, records }
}

/** Entries as they come back from a journal. */
export function readBack(records: readonly object[]): CertificateRecord[] {
  return records.map((record) => readLine(JSON.stringify(record)))
}

/** An entry from its line of a journal. */
export function readLine(line: string): CertificateRecord {
  const record: unknown = JSON.parse(line)
  if (!isCertificateRecord(record)) throw new Error('not a record')
  return record
}
