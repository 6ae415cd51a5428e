/** @module The ledger of certificates: the head of an append-only chain of entries, and the bundles they lead to. */

import { CERTIFICATE_STATUSES, type Certificate, type CertificateStatus, energyWh } from './certificate.ts'
import { CertificateError } from './certificate-error.ts'
import type { CertificateRecord } from './certificate-record.ts'
import { GENESIS_HASH, type Sha256 } from './hash-chain.ts'
import { instantOf } from './instant-text.ts'
import { STATUS_AFTER } from './life-cycle.ts'

/** What a ledger is kept by. */
export interface LedgerRules {
  /** Account of the issuing body. */
  readonly issuer: string
  /** Accounts that may hold certificates: who joins the market accepts certificates from every other member. */
  readonly accounts: { has(account: string): boolean }
  /** AC capacity of the registered devices by meter id [W]. */
  readonly devices: { get(meterId: string): number | undefined }
  /** Watt-hours per certificate: no bundle holds a part of one. */
  readonly unitWh: number
  /** Time from issue to expiry [ms]. */
  readonly lifetimeMs: number
  /** The platform's SHA-256, where it has one that answers at once. */
  readonly sha256?: Sha256 | undefined
}

/** What may still be used, now or once it is released. */
const USABLE: ReadonlySet<CertificateStatus> = new Set(['Active', 'Reserved', 'Locked'])

export const DAY_MS = 86_400_000

interface LastIssue {
  readonly serialEnd: number
  readonly intervalEndMs: number
}

/**
 * The state of every certificate.
 *
 * Entries are the truth and this is their sum: appending the entries of a journal to a new ledger restores it, and
 * nothing else needs to be saved. Only `append` changes it.
 */
export class Ledger {
  readonly rules: LedgerRules
  #head = GENESIS_HASH
  #lastMs = Number.NEGATIVE_INFINITY
  readonly #certificates = new Map<string, Certificate>()
  readonly #lastIssues = new Map<string, LastIssue>()
  readonly #energyWh = new Map<CertificateStatus, number>(CERTIFICATE_STATUSES.map((status) => [status, 0]))
  /** Certificates by the day of their expiry, counted from 1970 UTC; later issues expire later, so days are in order. */
  readonly #expiring = new Map<number, string[]>()
  /** By meter, the active certificates its own account holds, newest last; outdated ones may lie beneath. */
  readonly #own = new Map<string, string[]>()

  constructor(rules: LedgerRules) {
    this.rules = rules
  }

  /** Hash of the last entry. */
  get head(): string {
    return this.#head
  }

  /** Time of the last entry [ms since 1970-01-01 UTC]; before all times when there is none. */
  get lastMs(): number {
    return this.#lastMs
  }

  certificate(id: string): Certificate | undefined {
    return this.#certificates.get(id)
  }

  /** Every certificate there ever was, in the order they came to be. */
  certificates(): Iterable<Certificate> {
    return this.#certificates.values()
  }

  /** What was issued last for a meter. */
  lastIssue(meterId: string): LastIssue | undefined {
    return this.#lastIssues.get(meterId)
  }

  /** Energy in a status [Wh]. The energy of a split certificate stands once more under the statuses of its parts. */
  energyWh(status: CertificateStatus): number {
    return this.#energyWh.get(status) ?? 0
  }

  /** The active certificate that came last to a meter's own account, of its own generation. */
  newestOwn(meterId: string): Certificate | undefined {
    const id = this.#own.get(meterId)?.at(-1)
    return id === undefined ? undefined : this.#certificates.get(id)
  }

  /** The active certificates that have expired by an instant. */
  expired(atMs: number): string[] {
    const expired: string[] = []
    for (const [day, ids] of this.#expiring) {
      if (day > dayOf(atMs)) break
      const usable = ids.filter((id) => USABLE.has(this.certificate(id)?.status ?? 'Expired'))
      // One by one: those of a large fleet are more than a call can take.
      for (const id of usable) {
        if (this.#isDue(id, atMs)) expired.push(id)
      }
      this.#expiring.set(day, usable)
      if (usable.length === 0) this.#expiring.delete(day)
    }
    return expired
  }

  /**
   * Takes entries in: those an action led to, or those of a journal at a restart.
   *
   * @throws CertificateError when they do not follow the last entry; the ledger is unchanged then
   */
  append(records: readonly CertificateRecord[]): void {
    let head = this.#head
    for (const { previous_hash, hash } of records) {
      if (previous_hash !== head) {
        const fix = 'Append every entry once, in its order.'
        throw new CertificateError('broken-chain', { key: 'previous_hash', value: previous_hash, expected: head, fix })
      }
      head = hash
    }
    for (const record of records) {
      this.#take(record)
    }
    this.#head = head
  }

  #isDue(id: string, atMs: number): boolean {
    const certificate = this.certificate(id)
    return certificate?.status === 'Active' && certificate.expiresMs <= atMs
  }

  #take(record: CertificateRecord): void {
    this.#lastMs = instantOf(record.timestamp)
    const parent = record.event === 'split' ? this.certificate(record.parent_id ?? '') : undefined
    // The first of the two parts ends its parent.
    if (parent !== undefined && parent.status !== 'Split') {
      this.#put({ ...parent, status: 'Split' }, parent)
    }
    const before = this.certificate(record.certificate_id)
    const origin = before ?? parent
    const after: Certificate = {
      id: record.certificate_id,
      parentId: record.parent_id,
      meterId: origin?.meterId ?? record.meter_id,
      owner: record.owner,
      status: STATUS_AFTER[record.event],
      beneficiary: record.beneficiary,
      intervalStartMs: origin?.intervalStartMs ?? instantOf(record.interval_start),
      intervalEndMs: origin?.intervalEndMs ?? instantOf(record.interval_end),
      serialStart: record.serial_start,
      serialEnd: record.serial_end,
      kgPerKwh: record.emission_factor,
      expiresMs: origin?.expiresMs ?? this.#lastMs + this.rules.lifetimeMs,
    }
    if (record.event === 'issued') {
      this.#lastIssues.set(after.meterId, { serialEnd: after.serialEnd, intervalEndMs: after.intervalEndMs })
    }
    this.#put(after, before)
  }

  #put(after: Certificate, before: Certificate | undefined): void {
    this.#certificates.set(after.id, after)
    if (before === undefined) {
      this.#noteExpiry(after)
    } else {
      this.#energyWh.set(before.status, this.energyWh(before.status) - energyWh(before))
    }
    this.#energyWh.set(after.status, this.energyWh(after.status) + energyWh(after))
    this.#keepOwn(after)
  }

  #noteExpiry({ id, expiresMs }: Certificate): void {
    const day = dayOf(expiresMs)
    const ids = this.#expiring.get(day)
    if (ids === undefined) {
      this.#expiring.set(day, [id])
    } else {
      ids.push(id)
    }
  }

  #keepOwn(after: Certificate): void {
    let own = this.#own.get(after.meterId)
    if (own === undefined) {
      own = []
      this.#own.set(after.meterId, own)
    }
    if (isOwn(after)) {
      own.push(after.id)
    }
    // What changed further down comes to light, and goes, when it is on top.
    for (let top = this.newestOwn(after.meterId); top !== undefined && !isOwn(top); ) {
      own.pop()
      top = this.newestOwn(after.meterId)
    }
  }
}

/** Days since 1970 UTC. */
function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS)
}

function isOwn({ status, owner, meterId }: Certificate): boolean {
  return status === 'Active' && owner === meterId
}
