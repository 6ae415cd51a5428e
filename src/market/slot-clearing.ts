/** @module Clears one slot: neighbours first, then zones, then the campus, each for its network fee. */

import { MILLI_WH_PER_KWH } from '../units/energy.ts'
import type { Clearing, ClearingMechanism, ClearingRules } from './clearing-mechanism.ts'
import { feeAmountMicro, type MeterPlaces, type NetworkFees } from './market-fees.ts'
import { addMatch, createMatches, type Matches } from './matches.ts'
import type { OrderBook } from './order-book.ts'
import { ordersOfPool, type PooledOrders, poolOrders } from './order-pools.ts'
import { isOccupied, poolCount } from './pool-groups.ts'
import { Workspace } from './workspace.ts'

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
export function clearSlot(book: OrderBook, options: SlotClearingOptions, space = new Workspace()): SlotClearing {
  const { bids, offers } = book
  const progress: Progress = {
    matches: createMatches(bids.size + offers.size, space),
    filledBids: space.doubles(bids.size).fill(0),
    filledOffers: space.doubles(offers.size).fill(0),
    energy: 0,
    meanPrice: 0,
    draws: 0,
  }
  const levels = bids.size > 0 && offers.size > 0 ? levelsOf(options) : []
  const ends = levels.map((level) => {
    const place = space.place
    clearLevel(book, options, level, progress, space)
    space.giveBack(place)
    return progress.matches.size
  })
  return {
    trades: toTrades(book, progress.matches, levels, ends, space),
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

function clearLevel(
  book: OrderBook,
  options: SlotClearingOptions,
  level: Level,
  progress: Progress,
  space: Workspace,
): void {
  const { rules, mechanism, beyondGrid = false } = options
  const { gridPurchasePrice, gridFeedInPrice } = rules
  if (!beyondGrid && gridPurchasePrice - level.fee < gridFeedInPrice) {
    return
  }
  const { fee } = level
  const bidLimits = { lowest: 0, highest: beyondGrid ? Number.POSITIVE_INFINITY : gridPurchasePrice, fee }
  const offerLimits = { lowest: beyondGrid ? 0 : gridFeedInPrice, highest: Number.POSITIVE_INFINITY, fee: 0 }
  const pools = poolCount(book, level.poolOf)
  const bids = poolOrders(book.bids, progress.filledBids, pools, level.poolOf, bidLimits, space)
  const offers = poolOrders(book.offers, progress.filledOffers, pools, level.poolOf, offerLimits, space)
  let drawn = 0
  const poolRules: ClearingRules = {
    gridPurchasePrice: Math.max(0, gridPurchasePrice - fee),
    gridFeedInPrice,
    k: rules.k,
    margin: rules.margin,
    smallestTrade: rules.smallestTrade,
    draw(n) {
      drawn = Math.max(drawn, n + 1)
      return rules.draw(progress.draws + n)
    },
  }
  for (let pool = 0; pool < pools; pool++) {
    if (isOccupied(bids, pool) && isOccupied(offers, pool)) {
      const place = space.place
      const poolBook = { bids: ordersOfPool(bids, pool, space), offers: ordersOfPool(offers, pool, space) }
      record(mechanism.clear(poolBook, poolRules, space), bids, offers, pool, progress)
      space.giveBack(place)
      progress.draws += drawn
      drawn = 0
    }
  }
}

/** Books a pool's matches. */
function record(
  { matches, price }: Clearing,
  bids: PooledOrders,
  offers: PooledOrders,
  pool: number,
  progress: Progress,
): void {
  const firstBid = bids.start[pool]
  const firstOffer = offers.start[pool]
  let energy = 0
  let money = 0
  for (let i = 0; i < matches.size; i++) {
    const bid = bids.row[firstBid + matches.bid[i]]
    const offer = offers.row[firstOffer + matches.offer[i]]
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

/** The matches as trades, when those of level i end before match ends[i]. */
function toTrades(
  { bids, offers }: OrderBook,
  { size, bid, offer, quantity, paid, received }: Matches,
  levels: readonly Level[],
  ends: readonly number[],
  space: Workspace,
): SlotTrades {
  const trades = {
    size,
    bid: bid.subarray(0, size),
    offer: offer.subarray(0, size),
    buyer: space.ints(size),
    seller: space.ints(size),
    quantity: quantity.subarray(0, size),
    paid: paid.subarray(0, size),
    received: received.subarray(0, size),
    fee: space.doubles(size),
    level: space.bytes(size),
  }
  let i = 0
  for (let at = 0; at < levels.length; at++) {
    const { index, fee } = levels[at]
    for (; i < ends[at]; i++) {
      trades.buyer[i] = bids.meter[bid[i]]
      trades.seller[i] = offers.meter[offer[i]]
      trades.fee[i] = feeAmountMicro(fee, quantity[i])
      trades.level[i] = index
    }
  }
  return trades
}
