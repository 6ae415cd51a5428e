/** @module The certificates of a run: generation is noted slot by slot, issued interval by interval, passed on with trades. */

import type { Fleet } from '../campus/meter.ts'
import { certificateSecondsOf, type Settings } from '../config/settings.ts'
import { SlotCalendar } from '../market/slot-calendar.ts'
import type { LocalClock } from '../time/local-clock.ts'
import { MILLI_WH_PER_KWH } from '../units/energy.ts'
import { applyAction } from './apply-action.ts'
import { CERTIFICATE_STATUSES, type CertificateStatus } from './certificate.ts'
import type { CertificateRecord } from './certificate-record.ts'
import type { CertificateSummary } from './certificate-summary.ts'
import { eligibleMeters } from './eligibility.ts'
import type { EmissionFactors } from './emission-factors.ts'
import type { Sha256 } from './hash-chain.ts'
import { addGeneration, createIssuanceState, createIssues, UNIT_WH } from './issuance.ts'
import { type CertificateOffice, issueCertificates } from './issue-certificates.ts'
import { DAY_MS, Ledger } from './ledger.ts'
import { type ExchangedEnergy, MatchedClaims } from './matched-claims.ts'
import type { Retirement } from './retirement.ts'
import { OwedCertificates, type SoldEnergy } from './trade-transfer.ts'

/** Account of whoever certifies; no meter has this name. */
const ISSUER = 'ISSUER'

export interface CertificateSessionOptions {
  readonly fleet: Fleet
  readonly settings: Settings
  /** Start of the run [ms since 1970 UTC]. */
  readonly startMs: number
  readonly clock: LocalClock
  /** The platform's SHA-256, where it has one that answers at once. */
  readonly sha256?: Sha256
  /** What the grid emits, known for the whole run. */
  readonly emissions: EmissionFactors
}

/** Issuance, ledger and what is owed to buyers, for one run. */
export class CertificateSession {
  readonly #calendar: SlotCalendar
  readonly #capacityW: Float64Array
  #office: CertificateOffice
  /** Generation registers at the end of the last slot [mWh]. */
  readonly #noted: Float64Array
  readonly #slotGeneration: Float64Array
  #certified: Float64Array = new Float64Array(0)

  constructor({ fleet, settings, startMs, clock, emissions, sha256 }: CertificateSessionOptions) {
    const { capacityW, devices } = eligibleMeters(fleet)
    const accounts = new Set(Array.from({ length: fleet.size }, (_, i) => fleet.meter(i).meterId))
    this.#calendar = new SlotCalendar(certificateSecondsOf(settings), clock)
    this.#capacityW = capacityW
    this.#noted = new Float64Array(fleet.size)
    this.#slotGeneration = new Float64Array(fleet.size)
    this.#office = {
      ledger: new Ledger({
        issuer: ISSUER,
        accounts,
        devices,
        unitWh: UNIT_WH[settings.certificateUnit],
        lifetimeMs: settings.certificateLifetimeDays * DAY_MS,
        sha256,
      }),
      issuance: createIssuanceState(fleet.size, startMs),
      owed: new OwedCertificates(),
      claims: settings.certificateClaims === 'matched' ? new MatchedClaims(fleet.size) : null,
      emissions,
      issues: createIssues(fleet.size),
      meterId: (meter) => fleet.meter(meter).meterId,
    }
  }

  /** The ledger, to be read. */
  get ledger(): Ledger {
    return this.#office.ledger
  }

  /** The part of each trade of the last closed slot that its seller generated itself [mWh]. */
  get certified(): Float64Array {
    return this.#certified
  }

  /**
   * Notes what a slot generated and sold, and closes the issue interval that ends with it.
   *
   * @param endMs - end of the slot [ms since 1970 UTC]
   * @param trades - the slot's trades
   * @param exchanged - what every meter took and gave in the slot
   * @param generationRegister - each meter's register at the end of the slot [mWh]
   * @returns the lines of the ledger's new entries
   */
  closeSlot(
    endMs: number,
    trades: SoldEnergy,
    exchanged: ExchangedEnergy,
    generationRegister: ArrayLike<number>,
  ): string[] {
    const generated = this.#slotGeneration
    for (let i = 0; i < generated.length; i++) {
      generated[i] = generationRegister[i] - this.#noted[i]
      this.#noted[i] = generationRegister[i]
    }
    addGeneration(this.#office.issuance, this.#capacityW, generated)
    this.#certified = this.#office.owed.addTrades(trades, generated)
    this.#office.claims?.note(generated, exchanged)
    const lines: string[] = []
    const startMs = this.#office.issuance.closedMs[0]
    // Slots of a run that began askew end a little after the hour.
    if (this.#calendar.startOf(endMs) > startMs) {
      issueCertificates(this.#office, startMs, endMs, (line) => {
        lines.push(line)
      })
    }
    return lines
  }

  /**
   * The owner of a certificate retires it, or the first part of it.
   *
   * @param atMs - when: not before the end of the last slot [ms since 1970 UTC]
   * @returns the lines of the ledger's new entries
   * @throws CertificateError when it cannot be retired; the ledger is unchanged then
   */
  retire({ certificateId, beneficiary, energyWh }: Retirement, atMs: number): string[] {
    const { ledger } = this.#office
    const owner = ledger.certificate(certificateId)?.owner ?? ''
    const lines: string[] = []
    const records = applyAction(
      ledger,
      {
        type: 'retire',
        by: owner,
        atMs,
        certificateId,
        beneficiary: beneficiary ?? owner,
        ...(energyWh !== null && { energyWh }),
      },
      (line) => lines.push(line),
    )
    ledger.append(records)
    return lines
  }

  /** Columns of fixed length for a checkpoint, by name; views. The ledger itself is in the journal. */
  columns(): Map<string, Float64Array> {
    const { issuance, claims } = this.#office
    const { pendingMilliWh, lastSerial, issuedUntilMs, closedMs } = issuance
    return new Map([
      ...(claims === null ? [] : [['certificatesKept', claims.kept] as const]),
      ['certificatesPending', pendingMilliWh],
      ['certificatesSerial', lastSerial],
      ['certificatesIssuedUntil', issuedUntilMs],
      ['certificatesClosed', closedMs],
      ['certificatesNoted', this.#noted],
    ])
  }

  /** What became of the certificates up to the last issue. */
  summary(): CertificateSummary {
    const { ledger, issuance } = this.#office
    const kwh = (...statuses: readonly CertificateStatus[]): number =>
      statuses.reduce((sum, status) => sum + ledger.energyWh(status), 0) / 1000
    const waiting = issuance.pendingMilliWh.reduce((sum, milliWh) => sum + milliWh, 0)
    return {
      issuedKwh: kwh(...CERTIFICATE_STATUSES.filter((status) => status !== 'Split')),
      activeKwh: kwh('Active'),
      retiredKwh: kwh('Retired'),
      claimedKwh: kwh('Claimed'),
      expiredKwh: kwh('Expired'),
      uncertifiedKwh: waiting / MILLI_WH_PER_KWH,
    }
  }

  /** What is owed to buyers, as a column of a length of its own. */
  saveOwed(): Float64Array {
    return this.#office.owed.save()
  }

  /**
   * Takes over what is owed and the ledger's entries up to a checkpoint.
   *
   * @throws CertificateError when the records do not form one chain
   */
  restore(owed: Float64Array, records: Iterable<CertificateRecord>): void {
    this.#office = { ...this.#office, owed: OwedCertificates.restore(owed) }
    for (const record of records) {
      this.#office.ledger.append([record])
    }
  }
}
