/** @module What an action on the ledger leads to: the entries to append, or the reason why not. */

import { type Certificate, certificateId, energyWh } from './certificate.ts'
import { CertificateError, type CertificateFault } from './certificate-error.ts'
import { type CertificateEntry, type CertificateRecord, entryOf } from './certificate-record.ts'
import { seal } from './hash-chain.ts'
import { instantText } from './instant-text.ts'
import type { Ledger } from './ledger.ts'
import { type BundleAction, type CertificateAction, type IssueAction, LIFE_CYCLE } from './life-cycle.ts'

const MS_PER_HOUR = 3_600_000

/** How far generation may exceed the device's capacity: the plausibility check of EnergyTag's registry. */
const CAPACITY_TOLERANCE = 1.1

/** Actions a certificate is no longer fit for once it is past its expiry. */
const NEEDS_LIFE: ReadonlySet<string> = new Set(['split', 'transfer', 'reserve', 'lock', 'retire'])

/**
 * Decides on an action; the ledger itself is not changed.
 *
 * A part of a certificate is split off first: a transfer of a part makes three entries.
 *
 * @param write - receives the journal's line of each entry, in order
 * @returns the entries that carry the action out once they are appended
 * @throws CertificateError when the action is not possible or not allowed
 */
export function applyAction(
  ledger: Ledger,
  action: CertificateAction,
  write?: (line: string) => void,
): CertificateRecord[] {
  checkTime(ledger, action.atMs)
  const entries = action.type === 'issue' ? [issue(ledger, action)] : change(ledger, action)
  return seal(ledger.head, entries, write, ledger.rules.sha256)
}

function checkTime({ lastMs }: Ledger, atMs: number): void {
  if (!isInstant(atMs)) {
    throw new CertificateError('bad-time', { key: 'timestamp', value: String(atMs), expected: 'an instant' })
  }
  if (atMs < lastMs) {
    const expected = `a time not before the last entry's, ${instantText(lastMs)}`
    throw new CertificateError('bad-time', { key: 'timestamp', value: instantText(atMs), expected })
  }
}

/** Whether a date can be written for a number of milliseconds. */
function isInstant(ms: number): boolean {
  return !Number.isNaN(new Date(ms).getTime())
}

function issue(ledger: Ledger, action: IssueAction): CertificateEntry {
  const { meterId, by, intervalStartMs, intervalEndMs, serialStart, serialEnd } = action
  const { rules } = ledger
  if (by !== rules.issuer) {
    throw new CertificateError('not-allowed', { key: 'actor', value: by, expected: `the issuer, ${rules.issuer}` })
  }
  const capacityW = rules.devices.get(meterId)
  if (capacityW === undefined) {
    const expected = 'a meter with renewable generation of its own'
    throw new CertificateError('not-eligible', { key: 'meter_id', value: meterId, expected })
  }
  if (!(isInstant(intervalStartMs) && intervalEndMs > intervalStartMs && intervalEndMs <= action.atMs)) {
    const value = `${intervalStartMs} to ${intervalEndMs} ms`
    throw new CertificateError('bad-time', { key: 'interval', value, expected: 'an interval that is over' })
  }
  checkNotIssued(ledger, action)
  const wh = energyWh(action)
  checkQuantity(wh, rules.unitWh)
  // What filled a unit may have been generated before the interval: less than one unit is carried over.
  const limitWh = (CAPACITY_TOLERANCE * capacityW * (intervalEndMs - intervalStartMs)) / MS_PER_HOUR + rules.unitWh
  if (wh > limitWh) {
    const expected = `at most ${Math.floor(limitWh)} Wh, what the device can generate in the interval`
    throw new CertificateError('over-capacity', { key: 'energy_wh', value: String(wh), expected })
  }
  if (!(action.kgPerKwh >= 0 && Number.isFinite(action.kgPerKwh))) {
    const expected = 'a factor for the whole interval, 0 or more'
    throw new CertificateError('no-factor', { key: 'emission_factor', value: String(action.kgPerKwh), expected })
  }
  const certificate: Certificate = {
    id: certificateId(meterId, intervalStartMs, serialStart, serialEnd),
    parentId: null,
    meterId,
    owner: meterId,
    status: 'Active',
    beneficiary: null,
    intervalStartMs,
    intervalEndMs,
    serialStart,
    serialEnd,
    kgPerKwh: action.kgPerKwh,
    expiresMs: action.atMs + rules.lifetimeMs,
  }
  return entryOf('issued', certificate, action)
}

/** One issue per meter and interval, and serial numbers without a gap or an overlap: nothing is issued twice. */
function checkNotIssued(ledger: Ledger, { meterId, intervalStartMs, serialStart }: IssueAction): void {
  const last = ledger.lastIssue(meterId)
  if (last !== undefined && intervalStartMs < last.intervalEndMs) {
    const expected = `a begin not before ${instantText(last.intervalEndMs)}, where the last issue ended`
    const value = instantText(intervalStartMs)
    throw new CertificateError('already-issued', { key: 'interval_start', value, expected })
  }
  const next = (last?.serialEnd ?? 0) + 1
  if (serialStart !== next) {
    const expected = `${next}, the meter's next serial number`
    throw new CertificateError('already-issued', { key: 'serial_start', value: String(serialStart), expected })
  }
}

function change(ledger: Ledger, action: BundleAction): CertificateEntry[] {
  const certificate = ledger.certificate(action.certificateId)
  if (certificate === undefined) {
    const expected = 'a certificate of this ledger'
    throw new CertificateError('unknown-certificate', { key: 'certificate_id', value: action.certificateId, expected })
  }
  checkStatus(certificate, action)
  checkActor(ledger, certificate, action)
  checkLife(certificate, action)
  switch (action.type) {
    case 'split':
      return cut(ledger, certificate, action, action.energyWh).entries
    case 'transfer': {
      checkAccount(ledger, 'owner', action.to)
      const { entries, part } = cut(ledger, certificate, action, action.energyWh)
      return [...entries, entryOf('transferred', { ...part, owner: action.to }, action)]
    }
    case 'retire': {
      checkAccount(ledger, 'beneficiary', action.beneficiary)
      const { entries, part } = cut(ledger, certificate, action, action.energyWh)
      return [...entries, entryOf('retired', { ...part, beneficiary: action.beneficiary }, action)]
    }
    case 'claim':
      checkConsumption(action.consumptionStartMs, action.consumptionEndMs)
      return [entryOf('claimed', certificate, action)]
    case 'reserve':
    case 'lock':
    case 'release':
    case 'withdraw':
    case 'expire':
      return [entryOf(LIFE_CYCLE[action.type].event, certificate, action)]
  }
}

function checkStatus({ id, status }: Certificate, { type }: BundleAction): void {
  const from: readonly string[] = LIFE_CYCLE[type].from
  if (!from.includes(status)) {
    const expected = `a certificate that is ${from.join(' or ')} to ${type} it; this one is ${status}`
    throw new CertificateError(statusFault(status, type), { key: 'certificate_id', value: id, expected })
  }
}

function statusFault(status: Certificate['status'], type: BundleAction['type']): CertificateFault {
  if (status === 'Retired' || status === 'Claimed') {
    return 'already-retired'
  }
  if (type === 'claim') {
    return 'not-retired'
  }
  return type === 'release' ? 'not-reserved' : 'not-active'
}

function checkActor(ledger: Ledger, certificate: Certificate, { type, by }: BundleAction): void {
  const accounts = { issuer: ledger.rules.issuer, owner: certificate.owner, beneficiary: certificate.beneficiary }
  const roles = LIFE_CYCLE[type].by
  if (!roles.some((role) => accounts[role] === by)) {
    const expected = `the ${roles.map((role) => `${role}, ${accounts[role]}`).join(', or the ')}, to ${type} it`
    throw new CertificateError('not-allowed', { key: 'actor', value: by, expected })
  }
}

function checkLife({ expiresMs }: Certificate, { type, atMs }: BundleAction): void {
  const key = 'timestamp'
  const value = instantText(atMs)
  if (NEEDS_LIFE.has(type) && atMs >= expiresMs) {
    const expected = `a time before its expiry, ${instantText(expiresMs)}`
    throw new CertificateError('expired', { key, value, expected })
  }
  if (type === 'expire' && atMs < expiresMs) {
    const expected = `a time at or after its expiry, ${instantText(expiresMs)}`
    throw new CertificateError('not-expired', { key, value, expected })
  }
}

function checkAccount({ rules }: Ledger, key: string, account: string): void {
  if (!rules.accounts.has(account)) {
    throw new CertificateError('unknown-account', { key, value: account, expected: 'an account of this market' })
  }
}

function checkConsumption(startMs: number, endMs: number): void {
  if (!(isInstant(startMs) && isInstant(endMs) && endMs > startMs)) {
    const value = `${startMs} to ${endMs} ms`
    throw new CertificateError('bad-time', {
      key: 'consumption',
      value,
      expected: 'an interval with its end after its start',
    })
  }
}

function checkQuantity(wh: number, unitWh: number): void {
  if (!(Number.isSafeInteger(wh) && wh > 0 && wh % unitWh === 0)) {
    const expected = unitWh === 1 ? 'whole watt-hours above 0' : `a whole multiple of ${unitWh} Wh above 0`
    throw new CertificateError('bad-quantity', { key: 'energy_wh', value: String(wh), expected })
  }
}

/** The first `wantedWh` of a certificate: all of it, or a part with the entries that split it off. */
function cut(
  { rules }: Ledger,
  whole: Certificate,
  action: BundleAction,
  wantedWh: number | undefined,
): { entries: CertificateEntry[]; part: Certificate } {
  const availableWh = energyWh(whole)
  const wh = wantedWh ?? availableWh
  checkQuantity(wh, rules.unitWh)
  const isSplit = action.type === 'split'
  if (wh > availableWh || (isSplit && wh === availableWh)) {
    const expected = `${isSplit ? 'less than' : 'at most'} the ${availableWh} Wh of the certificate`
    throw new CertificateError('over-drawn', { key: 'energy_wh', value: String(wh), expected })
  }
  if (wh === availableWh) {
    return { entries: [], part: whole }
  }
  if (whole.status !== 'Active') {
    const expected = `an Active certificate to take a part of; this one is ${whole.status}`
    throw new CertificateError('not-active', { key: 'certificate_id', value: whole.id, expected })
  }
  const { serialStart, serialEnd } = whole
  const part = child(whole, serialStart, serialStart + wh - 1)
  const rest = child(whole, serialStart + wh, serialEnd)
  return { entries: [entryOf('split', part, action), entryOf('split', rest, action)], part }
}

function child(parent: Certificate, serialStart: number, serialEnd: number): Certificate {
  const id = certificateId(parent.meterId, parent.intervalStartMs, serialStart, serialEnd)
  return { ...parent, id, parentId: parent.id, serialStart, serialEnd }
}
