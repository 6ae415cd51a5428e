/** @module The opportunities of a slot: who could trade with whom, published before the market clears. */

import type { MeterPlaces, NetworkFees } from './market-fees.ts'
import { type OrderPairs, pairByDistance } from './opportunity-pairs.ts'
import { DISTANCE_FACTORS, opportunityScore, SCORE_SCALE, strategyCompatibility } from './opportunity-score.ts'
import type { OrderBook } from './order-book.ts'
import { rank } from './ranking.ts'
import { splitPrice } from './split-price.ts'
import { Workspace } from './workspace.ts'

/** What opportunities depend on besides the book. */
export interface OpportunityContext {
  readonly places: MeterPlaces
  readonly fees: NetworkFees
  /** What the grid asks for and pays [micro-units/kWh]. */
  readonly gridPurchasePrice: number
  readonly gridFeedInPrice: number
  /** Index in TRADING_PREFERENCES per meter. */
  readonly preference: Uint8Array
  /** How far the orders of each meter were filled in the past, 0 to 1. */
  readonly reliability: Float64Array
  /** How many to publish at most. */
  readonly best: number
}

/** Published opportunities as columns, best score first. */
export interface OpportunityColumns {
  readonly size: number
  /** Meters in their fleet. */
  readonly seller: Int32Array
  readonly buyer: Int32Array
  /** Energy they could trade [mWh]. */
  readonly quantity: Float64Array
  /** Suggested price before the network fee, and how far their limits are apart less the fee [micro-units/kWh]. */
  readonly price: Float64Array
  readonly spread: Float64Array
  /** Index in DISTANCE_FACTORS. */
  readonly distance: Uint8Array
  /** 0 to 1, in whole millionths. */
  readonly score: Float64Array
}

/**
 * Finds the compatible pairs of a book and publishes the best of them.
 *
 * Each kilowatt-hour is counted once: the pairs are an allocation of the book, neighbours first (`pairByDistance`). The
 * suggested price is halfway between the offer's limit and the bid's limit less the fee, rounded half up. Of equal
 * scores the nearer pair comes first, then the one of the smaller building or zone, then the one with the better limits.
 * Takes linear time: fewer pairs than orders, all sorting by digits.
 */
export function publishOpportunities(
  book: OrderBook,
  context: OpportunityContext,
  space = new Workspace(),
): OpportunityColumns {
  if (book.bids.size === 0 || book.offers.size === 0) {
    return createColumns(0, space)
  }
  const pairs = pairByDistance(book, context.places, context.fees, space)
  const columns = createColumns(Math.min(pairs.size, context.best), space)
  const place = space.place
  const scores = scoresOf(book, pairs, context, space)
  const ranked = rank(scores, everyIndex(pairs.size, space), 'highest', space)
  const fees = feesByDistance(context.fees)
  for (let at = 0; at < columns.size; at++) {
    const pair = ranked[at]
    const bid = pairs.bid[pair]
    const offer = pairs.offer[pair]
    const low = book.offers.price[offer]
    const high = book.bids.price[bid] - fees[pairs.distance[pair]]
    columns.seller[at] = book.offers.meter[offer]
    columns.buyer[at] = book.bids.meter[bid]
    columns.quantity[at] = pairs.quantity[pair]
    columns.price[at] = splitPrice(low, high, 0.5)
    columns.spread[at] = high - low
    columns.distance[at] = pairs.distance[pair]
    columns.score[at] = scores[pair] / SCORE_SCALE
  }
  space.giveBack(place)
  return columns
}

/**
 * Weight of the latest order, the rest is for all before: half of what a meter is known for comes from its last seven
 * orders. Within the 0.05 to 0.25 usual where small lasting changes are to show.
 *
 * @see S. W. Roberts, 1959, Control chart tests based on geometric moving averages, Technometrics 1(3),
 * DOI 10.1080/00401706.1959.10489860
 * @see D. C. Montgomery, 2013, Introduction to statistical quality control, 7th ed., Wiley (choice of the weight)
 */
const LATEST_WEIGHT = 0.1

/**
 * Reliability of a meter after one more order: an exponentially weighted mean of how far its orders were filled.
 *
 * r′ = r + w·(f − r)
 *
 * @param previous - 0 to 1
 * @param fillRate - filled share of the order, 0 to 1
 * @returns 0 to 1
 */
export function updateReliability(previous: number, fillRate: number): number {
  return previous + LATEST_WEIGHT * (fillRate - previous)
}

/** Scores of all pairs [millionths]. */
function scoresOf(
  { bids, offers }: OrderBook,
  pairs: OrderPairs,
  context: OpportunityContext,
  space: Workspace,
): Float64Array {
  const { gridPurchasePrice, gridFeedInPrice, preference, reliability } = context
  const fees = feesByDistance(context.fees)
  const gridSpread = gridPurchasePrice - gridFeedInPrice
  const scores = space.doubles(pairs.size)
  for (let i = 0; i < pairs.size; i++) {
    const bid = pairs.bid[i]
    const offer = pairs.offer[i]
    const buyer = bids.meter[bid]
    const seller = offers.meter[offer]
    const spread = bids.price[bid] - fees[pairs.distance[i]] - offers.price[offer]
    scores[i] = opportunityScore(
      // Limits beyond the grid's prices, which research may allow, gain no more than all of its spread.
      spread < gridSpread ? spread / gridSpread : gridSpread > 0 ? 1 : 0,
      pairs.quantity[i] / Math.max(bids.quantity[bid], offers.quantity[offer]),
      DISTANCE_FACTORS[pairs.distance[i]],
      strategyCompatibility(preference[seller], preference[buyer]),
      Math.min(reliability[seller], reliability[buyer]),
    )
  }
  return scores
}

function everyIndex(size: number, space: Workspace): Int32Array {
  const indices = space.ints(size)
  for (let i = 0; i < size; i++) {
    indices[i] = i
  }
  return indices
}

function feesByDistance({ sameBuilding, sameZone, acrossZones }: NetworkFees): readonly number[] {
  return [sameBuilding, sameZone, acrossZones]
}

function createColumns(size: number, space: Workspace): OpportunityColumns {
  return {
    size,
    seller: space.ints(size),
    buyer: space.ints(size),
    quantity: space.doubles(size),
    price: space.doubles(size),
    spread: space.doubles(size),
    distance: space.bytes(size),
    score: space.doubles(size),
  }
}
