/** @module What one market slot adds up to over all its meters and orders. */

import type { ClearingRules } from './clearing-mechanism.ts'
import { volume, welfare } from './indicators/market-quality.ts'
import { callAuction } from './mechanisms/call-auction.ts'
import type { OrderBook, OrderColumns } from './order-book.ts'
import type { Settlement, SlotEnergies } from './settlement.ts'
import type { SlotClearing } from './slot-clearing.ts'
import { Workspace } from './workspace.ts'

/** The sums by name, in the order in which they travel. */
export const SLOT_SUMS = [
  /** Numbers of orders and trades. */
  'bids',
  'offers',
  'trades',
  /** Energies [mWh]: ordered, through the meters, min(imports, exports) and traded. */
  'bidEnergy',
  'offeredEnergy',
  'imported',
  'exported',
  'tradable',
  'traded',
  /** Money [micro-units]: of the trades, and the meters' balances with the market and without it. */
  'paid',
  'received',
  'fees',
  'balance',
  'gridOnly',
  /** Welfare of the trades, and the most the book allowed without fees and distances [micro-units], not rounded. */
  'welfare',
  'maximalWelfare',
  /** Over the orders' filled shares: their sum, that of their squares, and the least; infinite without orders. */
  'fills',
  'fillSquares',
  'leastFill',
] as const

export type SlotSums = Readonly<Record<(typeof SLOT_SUMS)[number], number>>

/** A slot that was cleared and settled. */
export interface SettledSlot {
  readonly book: OrderBook
  readonly clearing: SlotClearing
  readonly energies: SlotEnergies
  readonly settlement: Settlement
  readonly rules: ClearingRules
}

/** Adds up one slot. */
export function slotSums(slot: SettledSlot, space = new Workspace()): SlotSums {
  const { book, clearing, energies, settlement, rules } = slot
  const { trades } = clearing
  const imported = sum(energies.imported)
  const exported = sum(energies.exported)
  const fills = { fills: 0, fillSquares: 0, leastFill: Number.POSITIVE_INFINITY }
  addFills(fills, book.bids, clearing.filledBids)
  addFills(fills, book.offers, clearing.filledOffers)
  return {
    bids: book.bids.size,
    offers: book.offers.size,
    trades: trades.size,
    bidEnergy: sum(book.bids.quantity),
    offeredEnergy: sum(book.offers.quantity),
    imported,
    exported,
    tradable: Math.min(imported, exported),
    traded: volume(trades),
    paid: sum(trades.paid),
    received: sum(trades.received),
    fees: sum(trades.fee),
    balance: sum(settlement.balance.subarray(0, settlement.meters)),
    gridOnly: sum(settlement.gridOnly),
    welfare: welfare(trades, book),
    maximalWelfare: welfare(callAuction.clear(book, rules, space).matches, book),
    ...fills,
  }
}

function addFills(
  sums: { fills: number; fillSquares: number; leastFill: number },
  { size, quantity }: OrderColumns,
  filled: Float64Array,
): void {
  for (let order = 0; order < size; order++) {
    const fill = filled[order] / quantity[order]
    sums.fills += fill
    sums.fillSquares += fill * fill
    sums.leastFill = Math.min(sums.leastFill, fill)
  }
}

function sum(column: Float64Array): number {
  let total = 0
  for (let i = 0; i < column.length; i++) {
    total += column[i]
  }
  return total
}
