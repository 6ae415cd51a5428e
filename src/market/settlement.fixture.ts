/** @module Slots to settle: by hand from rows, or at random. */

import fc from 'fast-check'
import { amountMicro } from './money.ts'
import type { SlotEnergies } from './settlement.ts'
import type { SlotTrades } from './slot-clearing.ts'
import type { GridPrices } from './tariff.ts'

export interface TradeRow {
  readonly buyer: number
  readonly seller: number
  readonly quantity: number
  readonly paid: number
  readonly received: number
  readonly fee: number
}

export interface Slot {
  readonly trades: SlotTrades
  readonly energies: SlotEnergies
  readonly prices: GridPrices
}

/** Trades from rows; of which orders and at which reach does not matter to money. */
export function tradesOf(rows: readonly TradeRow[]): SlotTrades {
  return {
    size: rows.length,
    bid: new Int32Array(rows.length),
    offer: new Int32Array(rows.length),
    level: new Uint8Array(rows.length),
    buyer: Int32Array.from(rows, ({ buyer }) => buyer),
    seller: Int32Array.from(rows, ({ seller }) => seller),
    quantity: Float64Array.from(rows, ({ quantity }) => quantity),
    paid: Float64Array.from(rows, ({ paid }) => paid),
    received: Float64Array.from(rows, ({ received }) => received),
    fee: Float64Array.from(rows, ({ fee }) => fee),
  }
}

/** Energies from 1 mWh to 10⁵ kWh, the small ones as likely as the large. */
const energy = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 1, max: 5_000_000 }),
  fc.integer({ min: 1, max: 100_000_000_000 }),
)
const rest = fc.oneof(fc.constant(0), energy)

/** Slots of a fleet whose trades pay any amounts at all, also deficits of the operator. */
export function anySlot(meters: number): fc.Arbitrary<Slot> {
  const amount = fc.integer({ min: 0, max: 10_000_000_000_000 })
  const row = pair(meters).chain(([buyer, seller]) =>
    fc.record({
      buyer: fc.constant(buyer),
      seller: fc.constant(seller),
      quantity: energy,
      paid: amount,
      received: amount,
      fee: amount,
    }),
  )
  const price = fc.integer({ min: 0, max: 100_000_000 })
  return fc
    .tuple(fc.array(row, { maxLength: 8 }), energies(meters), fc.record<GridPrices>({ purchase: price, feedIn: price }))
    .map(([rows, rests, prices]) => slotOf(rows, rests, prices))
}

/** Slots whose trades lie within the grid's prices: no less than feed-in, no more than purchase less the fee. */
export function fairSlot(meters: number): fc.Arbitrary<Slot> {
  const micro = fc.integer({ min: 0, max: 5_000_000 })
  const step = fc.integer({ min: 0, max: 3 })
  const deal = fc.record({ pair: pair(meters), quantity: energy, above: fc.oneof(step, micro) })
  return fc
    .tuple(
      fc.array(deal, { maxLength: 8 }),
      energies(meters),
      fc.record({ feedIn: micro, spread: fc.oneof(step, micro), fee: fc.oneof(fc.constant(0), micro) }),
    )
    .map(([deals, rests, { feedIn, spread, fee }]) => {
      const purchase = feedIn + spread + fee
      const rows = deals.map(({ pair: [buyer, seller], quantity, above }): TradeRow => {
        const paid = amountMicro(feedIn + Math.min(above, spread), quantity)
        return { buyer, seller, quantity, paid, received: paid, fee: amountMicro(fee, quantity) }
      })
      return slotOf(rows, rests, { purchase, feedIn })
    })
}

function pair(meters: number): fc.Arbitrary<readonly [number, number]> {
  return fc
    .tuple(fc.nat({ max: meters - 1 }), fc.nat({ max: meters - 2 }))
    .map(([buyer, offset]) => [buyer, (buyer + 1 + offset) % meters] as const)
}

function energies(meters: number): fc.Arbitrary<readonly (readonly [number, number])[]> {
  return fc.array(fc.tuple(rest, rest), { minLength: meters, maxLength: meters })
}

/** Everybody takes and gives what it traded and a rest. */
function slotOf(rows: readonly TradeRow[], rests: readonly (readonly [number, number])[], prices: GridPrices): Slot {
  const imported = Float64Array.from(rests, ([energyIn]) => energyIn)
  const exported = Float64Array.from(rests, ([, energyOut]) => energyOut)
  for (const { buyer, seller, quantity } of rows) {
    imported[buyer] += quantity
    exported[seller] += quantity
  }
  return { trades: tradesOf(rows), energies: { imported, exported }, prices }
}
