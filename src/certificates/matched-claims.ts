/**
 * @module Certificates used up, interval by interval, for the energy that stayed where it was made or went to.
 *
 * What a meter kept in an interval is its generation and imports less its exports: its consumption, and what its battery
 * took. For that its account retires certificates of the same interval, its own first and then those it bought in the
 * order they came, and claims them for the interval: matching by the hour. Energy taken into a battery is thereby used
 * up, so what comes out of it later carries no certificate. What no certificate covers is not carried over: a later
 * interval's generation says nothing about it. Only fractions of a watt-hour wait.
 *
 * @see EnergyTag, Granular Certificate Scheme Standard, version 2 (cancellation for a consumption interval; storage)
 */

import { MILLI_WH_PER_WH } from '../units/energy.ts'
import { type Certificate, energyWh } from './certificate.ts'
import type { IntervalClosing } from './interval-closing.ts'

/** What a meter exchanged in a slot, as columns by meter [mWh]. */
export interface ExchangedEnergy {
  readonly bought: ArrayLike<number>
  readonly fromGrid: ArrayLike<number>
  readonly sold: ArrayLike<number>
  readonly toGrid: ArrayLike<number>
}

/** The claims of a fleet. */
export class MatchedClaims {
  /** What each meter kept since the interval began [mWh]; a checkpoint's column. */
  readonly kept: Float64Array
  /** Certificates that came to an account in the interval, by the meter's index. */
  readonly #received = new Map<number, string[]>()

  constructor(meters: number) {
    this.kept = new Float64Array(meters)
  }

  /** Notes what stayed at each meter in a slot. */
  note(generatedMilliWh: Float64Array, { bought, fromGrid, sold, toGrid }: ExchangedEnergy): void {
    for (let i = 0; i < this.kept.length; i++) {
      this.kept[i] += generatedMilliWh[i] + bought[i] + fromGrid[i] - sold[i] - toGrid[i]
    }
  }

  /** Notes a certificate that was bought. */
  receive(buyer: number, certificateId: string): void {
    const ids = this.#received.get(buyer)
    if (ids === undefined) {
      this.#received.set(buyer, [certificateId])
    } else {
      ids.push(certificateId)
    }
  }

  /**
   * Retires and claims certificates for an interval that has just been certified.
   *
   * @param startMs - begin of the interval [ms since 1970-01-01 UTC]
   */
  claim(closing: IntervalClosing, startMs: number): void {
    for (let i = 0; i < this.kept.length; i++) {
      // A battery that gave more than its meter took used nothing up.
      const kept = Math.max(0, this.kept[i])
      let wanted = Math.floor(kept / MILLI_WH_PER_WH)
      this.kept[i] = kept % MILLI_WH_PER_WH
      if (wanted > 0) {
        for (const certificate of this.#holdings(closing, i, startMs)) {
          wanted -= claimFrom(closing, certificate, wanted, startMs)
          if (wanted === 0) break
        }
      }
    }
    this.#received.clear()
  }

  /** What an account holds of the interval. */
  *#holdings({ ledger, meterId }: IntervalClosing, meter: number, startMs: number): Generator<Certificate> {
    const own = ledger.newestOwn(meterId(meter))
    if (own !== undefined && own.intervalStartMs === startMs) {
      yield own
    }
    for (const id of this.#received.get(meter) ?? []) {
      const bought = ledger.certificate(id)
      if (bought !== undefined && bought.intervalStartMs === startMs) {
        yield bought
      }
    }
  }
}

/** Retires up to `wantedWh` of a certificate and claims it; returns how much [Wh]. */
function claimFrom(closing: IntervalClosing, certificate: Certificate, wantedWh: number, startMs: number): number {
  const { atMs } = closing
  const { id, owner } = certificate
  const wh = Math.min(wantedWh, energyWh(certificate))
  const retired = closing.perform({
    type: 'retire',
    by: owner,
    atMs,
    certificateId: id,
    beneficiary: owner,
    energyWh: wh,
  })
  closing.perform({
    type: 'claim',
    by: owner,
    atMs,
    certificateId: retired.certificate_id,
    consumptionStartMs: startMs,
    consumptionEndMs: atMs,
  })
  return wh
}
