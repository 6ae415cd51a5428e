/** @module Clears one slot: neighbours first, then zones, then the campus, each for its network fee. */

import { MILLI_WH_PER_KWH } from '../units/energy.ts'
import type { Clearing, ClearingMechanism, ClearingRules } from './clearing-mechanism.ts'
import { feeAmountMicro, type MeterPlaces, type NetworkFees } from './market-fees.ts'
import { addMatch, createMatches, type Matches } from './matches.ts'
import type { OrderBook, OrderColumns } from './order-book.ts'
import { ordersOfPool, poolOrders } from './order-pools.ts'

/** How a slot is cleared. */
export interface SlotClearingOptions {
  readonly mechanism: ClearingMechanism
  readonly rules: ClearingRules
  readonly fees: NetworkFees
  readonly places: MeterPlaces
  /** Within buildings, then zones, then the campus; otherwise all at once for the fee across zones. */
  readonly ownZoneFirst: boolean
  /** For research: lets limits be worse than what the grid offers. Otherwise the grid's prices bound them. */
  readonly beyondGrid?: boolean
}

/** The trades of a slot as columns; index i is trade i. */
export interface SlotTrades {
  readonly size: number
  /** Index of the bid and of the offer in the book, and of their meters in the fleet. */
  readonly bid: Int32Array
  readonly offer: Int32Array
  readonly buyer: Int32Array
  readonly seller: Int32Array
  /** Energy that changes hands [mWh]. */
  readonly quantity: Float64Array
  /** What the buyer pays and the seller receives, before the fee [micro-units]. */
  readonly paid: Float64Array
  readonly received: Float64Array
  /** What the buyer pays the network on top [micro-units]. */
  readonly fee: Float64Array
  /** How far the pool it cleared in reaches: 0 one building, 1 one zone, 2 the campus. */
  readonly level: Uint8Array
}

/** What clearing makes of a slot. */
export interface SlotClearing {
  readonly trades: SlotTrades
  /** Mean price over the traded energy, before fees [micro-units/kWh], rounded half up; null without a trade. */
  readonly price: number | null
  /** Traded energy of each order of the book [mWh]. */
  readonly filledBids: Float64Array
  readonly filledOffers: Float64Array
}

/** Pools of one reach, and the fee for trades in them [micro-units/kWh]. */
interface Level {
  readonly index: number
  readonly fee: number
  /** Pool of each meter; null where there is only one. */
  readonly poolOf: Int32Array | null
}

/** What the pools cleared so far have come to. */
interface Progress {
  /** With indices in the slot's book. */
  readonly matches: Matches
  readonly filledBids: Float64Array
  readonly filledOffers: Float64Array
  /** Traded energy [mWh] and its mean price [micro-units/kWh]. */
  energy: number
  meanPrice: number
  /** Draws used up by earlier pools, so that no two share one. */
  draws: number
}

/**
 * Clears a slot pool after pool, each with what the ones before left over.
 *
 * The buyer bears the fee: its limit is lowered by it before clearing, as is the grid's price, and what is paid plus
 * the fee never exceeds the cost at the limit nor at the grid's price, to the last micro-unit. No seller receives less
 * than the feed-in price. Pools with nothing on one side, or whose fee leaves no gain over the grid, are skipped.
 */
export function clearSlot(book: OrderBook, options: SlotClearingOptions): SlotClearing {
  const progress: Progress = {
    matches: createMatches(Math.max(1, Math.min(book.bids.size, book.offers.size))),
    filledBids: new Float64Array(book.bids.size),
    filledOffers: new Float64Array(book.offers.size),
    energy: 0,
    meanPrice: 0,
    draws: 0,
  }
  const levels = levelsOf(options)
  const ends = levels.map((level) => {
    clearLevel(book, options, level, progress)
    return progress.matches.size
  })
  return {
    trades: toTrades(book, progress.matches, levels, ends),
    price: progress.energy > 0 ? Math.round(progress.meanPrice) : null,
    filledBids: progress.filledBids,
    filledOffers: progress.filledOffers,
  }
}

function levelsOf({ fees, places, ownZoneFirst }: SlotClearingOptions): readonly Level[] {
  const campus = { index: 2, fee: fees.acrossZones, poolOf: null }
  return ownZoneFirst
    ? [
        { index: 0, fee: fees.sameBuilding, poolOf: places.building },
        { index: 1, fee: fees.sameZone, poolOf: places.zone },
        campus,
      ]
    : [campus]
}

function clearLevel(book: OrderBook, options: SlotClearingOptions, level: Level, progress: Progress): void {
  const { rules, mechanism, beyondGrid = false } = options
  const { gridPurchasePrice, gridFeedInPrice } = rules
  if (!beyondGrid && gridPurchasePrice - level.fee < gridFeedInPrice) {
    return
  }
  const none = { lowest: 0, highest: Number.POSITIVE_INFINITY, fee: 0 }
  const bidLimits = { ...none, highest: beyondGrid ? none.highest : gridPurchasePrice, fee: level.fee }
  const offerLimits = { ...none, lowest: beyondGrid ? none.lowest : gridFeedInPrice }
  const pools = poolCount(book, level.poolOf)
  const bids = poolOrders(book.bids, progress.filledBids, pools, level.poolOf, bidLimits)
  const offers = poolOrders(book.offers, progress.filledOffers, pools, level.poolOf, offerLimits)
  let drawn = 0
  const poolRules: ClearingRules = {
    ...rules,
    gridPurchasePrice: Math.max(0, gridPurchasePrice - level.fee),
    draw(n) {
      drawn = Math.max(drawn, n + 1)
      return rules.draw(progress.draws + n)
    },
  }
  for (let pool = 0; pool < pools; pool++) {
    if (bids.start[pool] < bids.start[pool + 1] && offers.start[pool] < offers.start[pool + 1]) {
      const poolBook = { bids: ordersOfPool(bids, pool), offers: ordersOfPool(offers, pool) }
      const clearing = mechanism.clear(poolBook, poolRules)
      record(clearing, bids.order.subarray(bids.start[pool]), offers.order.subarray(offers.start[pool]), progress)
      progress.draws += drawn
      drawn = 0
    }
  }
}

/** Books a pool's matches; `bidOf` and `offerOf` are the slot's indices of the pool's. */
function record({ matches, price }: Clearing, bidOf: Int32Array, offerOf: Int32Array, progress: Progress): void {
  let energy = 0
  let money = 0
  for (let i = 0; i < matches.size; i++) {
    const bid = bidOf[matches.bid[i]]
    const offer = offerOf[matches.offer[i]]
    const quantity = matches.quantity[i]
    addMatch(progress.matches, bid, offer, quantity, matches.paid[i], matches.received[i])
    progress.filledBids[bid] += quantity
    progress.filledOffers[offer] += quantity
    energy += quantity
    money += matches.paid[i]
  }
  if (energy > 0) {
    progress.energy += energy
    const poolPrice = price ?? (money / energy) * MILLI_WH_PER_KWH
    progress.meanPrice += (poolPrice - progress.meanPrice) * (energy / progress.energy)
  }
}

function poolCount({ bids, offers }: OrderBook, poolOf: Int32Array | null): number {
  return poolOf === null ? 1 : 1 + Math.max(lastPool(bids, poolOf), lastPool(offers, poolOf))
}

function lastPool({ size, meter }: OrderColumns, poolOf: Int32Array): number {
  let last = -1
  for (let i = 0; i < size; i++) {
    last = Math.max(last, poolOf[meter[i]])
  }
  return last
}

/** The matches as trades, when those of level i end before match ends[i]. */
function toTrades(
  { bids, offers }: OrderBook,
  { size, bid, offer, quantity, paid, received }: Matches,
  levels: readonly Level[],
  ends: readonly number[],
): SlotTrades {
  const trades = {
    size,
    bid: bid.subarray(0, size),
    offer: offer.subarray(0, size),
    buyer: new Int32Array(size),
    seller: new Int32Array(size),
    quantity: quantity.subarray(0, size),
    paid: paid.subarray(0, size),
    received: received.subarray(0, size),
    fee: new Float64Array(size),
    level: new Uint8Array(size),
  }
  let i = 0
  for (const [at, { index, fee }] of levels.entries()) {
    for (; i < ends[at]; i++) {
      trades.buyer[i] = bids.meter[bid[i]]
      trades.seller[i] = offers.meter[offer[i]]
      trades.fee[i] = feeAmountMicro(fee, quantity[i])
      trades.level[i] = index
    }
  }
  return trades
}
