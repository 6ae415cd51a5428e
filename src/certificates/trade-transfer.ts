/**
 * @module Certificates follow the energy they were sold with.
 *
 * The rule, slot by slot: what a meter sells carries certificates as far as its own generation in the slot reaches, in
 * the order of its trades; beyond that it sold energy from its battery, which has none. Certificates for the slot do not
 * exist before its issue interval is over, so every pair of seller and buyer keeps a sum of what is owed, in
 * milliwatt-hours. After each issue the whole units of every sum move to the buyer, out of the seller's newest
 * certificates first: those of the interval just closed. Fractions stay in the sum.
 *
 * Sums owed never exceed generation, so the certificates issued suffice, unless the seller has given or used them up
 * otherwise: then the rest stays owed and is served from its next ones.
 */

import { MILLI_WH_PER_WH } from '../units/energy.ts'
import { energyWh } from './certificate.ts'
import type { IntervalClosing } from './interval-closing.ts'

/** Trades of one slot, as columns; index i is trade i. */
export interface SoldEnergy {
  readonly size: number
  /** Indices of the meters. */
  readonly seller: ArrayLike<number>
  readonly buyer: ArrayLike<number>
  /** Energy that changed hands [mWh], whole numbers. */
  readonly quantity: ArrayLike<number>
}

/** Certified energy owed, in the order in which it came to be owed. */
export class OwedCertificates {
  /** By seller and buyer [mWh]. */
  readonly #owed = new Map<number, Map<number, number>>()

  /** Everything owed, as rows of seller, buyer and energy [mWh]: a checkpoint. */
  save(): Float64Array {
    const rows: number[] = []
    for (const [seller, buyers] of this.#owed) {
      for (const [buyer, milliWh] of buyers) {
        rows.push(seller, buyer, milliWh)
      }
    }
    return Float64Array.from(rows)
  }

  static restore(rows: Float64Array): OwedCertificates {
    const owed = new OwedCertificates()
    for (let i = 0; i < rows.length; i += 3) {
      owed.#add(rows[i], rows[i + 1], rows[i + 2])
    }
    return owed
  }

  /**
   * Notes the trades of a slot.
   *
   * @param generatedMilliWh - eligible generation of each meter in the slot [mWh]
   * @returns the certified part of each trade [mWh]
   */
  addTrades(trades: SoldEnergy, generatedMilliWh: Float64Array): Float64Array {
    const certified = new Float64Array(trades.size)
    const sold = new Map<number, number>()
    for (let i = 0; i < trades.size; i++) {
      const seller = trades.seller[i]
      const before = sold.get(seller) ?? 0
      certified[i] = Math.min(trades.quantity[i], generatedMilliWh[seller] - before)
      if (certified[i] > 0) {
        sold.set(seller, before + certified[i])
        this.#add(seller, trades.buyer[i], certified[i])
      }
    }
    return certified
  }

  /**
   * Transfers what is owed and has been issued.
   *
   * @param onDelivered - is told of every certificate that came to a buyer
   */
  deliver(closing: IntervalClosing, onDelivered: (buyer: number, certificateId: string) => void = () => {}): void {
    for (const [seller, buyers] of this.#owed) {
      for (const [buyer, milliWh] of buyers) {
        const rest = milliWh - MILLI_WH_PER_WH * deliverTo(closing, seller, buyer, milliWh, onDelivered)
        if (rest === 0) {
          buyers.delete(buyer)
        } else {
          buyers.set(buyer, rest)
        }
      }
      if (buyers.size === 0) {
        this.#owed.delete(seller)
      }
    }
  }

  #add(seller: number, buyer: number, milliWh: number): void {
    let buyers = this.#owed.get(seller)
    if (buyers === undefined) {
      buyers = new Map()
      this.#owed.set(seller, buyers)
    }
    buyers.set(buyer, (buyers.get(buyer) ?? 0) + milliWh)
  }
}

/** Moves whole units from the seller's newest certificates; returns how many watt-hours. */
function deliverTo(
  closing: IntervalClosing,
  seller: number,
  buyer: number,
  milliWh: number,
  onDelivered: (buyer: number, certificateId: string) => void,
): number {
  const { ledger, atMs } = closing
  const { unitWh } = ledger.rules
  const by = closing.meterId(seller)
  const to = closing.meterId(buyer)
  const wanted = Math.floor(milliWh / (unitWh * MILLI_WH_PER_WH)) * unitWh
  let moved = 0
  for (let newest = ledger.newestOwn(by); moved < wanted && newest !== undefined; newest = ledger.newestOwn(by)) {
    // The older ones have expired as well.
    if (atMs >= newest.expiresMs) {
      break
    }
    const wh = Math.min(wanted - moved, energyWh(newest))
    const moving = closing.perform({ type: 'transfer', by, atMs, certificateId: newest.id, to, energyWh: wh })
    onDelivered(buyer, moving.certificate_id)
    moved += wh
  }
  return moved
}
