/** @module Vickrey–Clarke–Groves: everybody is left with what its presence is worth to the market. */

import { MILLI_WH_PER_KWH } from '../../units/energy.ts'
import type { ClearingMechanism } from '../clearing-mechanism.ts'
import { createMatches, type Matches } from '../matches.ts'
import type { AcceptedOrders } from '../merit-order.ts'
import type { OrderBook, OrderColumns } from '../order-book.ts'
import { createPriceLadder, type PriceLadder, valueOfBest } from './price-ladder.ts'
import { pairInOrder } from './rationed-trade.ts'
import { strictMeritOrder } from './trade-reduction.ts'

const MILLI_WH = BigInt(MILLI_WH_PER_KWH)

/**
 * The efficient trade, with Clarke's payments.
 *
 * Order i pays W_{−i} − (W − v_i): W is the welfare of the trade, v_i what i has of it (its limit times its energy,
 * negative for a seller), W_{−i} the welfare if i were not there. A seller's payment is negative: it receives.
 *
 * Without a buyer that trades x, its energy would go to the best use left: bids with energy unserved, or offers spared.
 * So its payment is the value of the best x of these, but its own unserved rest. For a seller it is likewise the
 * cheapest of offers with energy unsold and bids left unserved. Both lists are the same for all, so payments take one
 * sort and a search per order.
 *
 * Individually rational and truthful, but buyers pay less than sellers receive: the deficit, paid less received, is in
 * the matches for the operator to bear. Every order's total is rounded half up once, then spread over its matches by
 * energy. Where the smallest trade keeps a match from being made, its share of the money is not paid either. Efficiency
 * leaves no choice of prices, and none in dividing a margin of equal limits: the earlier order goes first.
 *
 * @see Vickrey, W. 1961, doi:10.1111/j.1540-6261.1961.tb02789.x; Clarke, E. H. 1971, Multipart pricing of public goods,
 * Public Choice 11, doi:10.1007/BF01726210
 */
export const vcg: ClearingMechanism = {
  name: 'vcg',
  clear(book, rules) {
    const matches = createMatches()
    const merit = strictMeritOrder(book, rules)
    if (merit !== null) {
      const bought = byIndex(book.bids, merit.bids)
      const sold = byIndex(book.offers, merit.offers)
      pairInOrder(matches, bought, sold, { buyPrice: 0, sellPrice: 0, smallestTrade: rules.smallestTrade })
      pay(matches, book, bought, sold, rules.smallestTrade)
    }
    return { matches, price: null }
  },
}

/** Puts the payments into matches that have none yet. */
function pay(matches: Matches, book: OrderBook, bought: Float64Array, sold: Float64Array, smallestTrade: number): void {
  const { bids, offers } = book
  const unserved = { orders: bids, energy: unfilled(bids, bought, smallestTrade) }
  const unsold = { orders: offers, energy: unfilled(offers, sold, smallestTrade) }
  const uses = createPriceLadder(unserved, { orders: offers, energy: sold }, 'highest')
  const sources = createPriceLadder({ orders: bids, energy: bought }, unsold, 'lowest')
  spread(matches, matches.paid, matches.bid, bought, displacedValues(bids, bought, uses))
  spread(matches, matches.received, matches.offer, sold, displacedValues(offers, sold, sources))
}

/**
 * What each order displaces [micro-units], rounded half up.
 *
 * An order with a rest is the one at its margin, and no step of the ladder is better than its limit. So its own rest is
 * among the best of the ladder: counted with them up to its whole energy, and taken off again.
 */
function displacedValues(orders: OrderColumns, filled: Float64Array, ladder: PriceLadder): Float64Array {
  return filled.map((energy, i) => {
    if (energy === 0) {
      return 0
    }
    const ownRest = BigInt(orders.quantity[i] - energy) * BigInt(orders.price[i])
    const exact = valueOfBest(ladder, orders.quantity[i]) - ownRest
    return Number((2n * exact + MILLI_WH) / (2n * MILLI_WH))
  })
}

/** Spreads the total of each order over its matches by energy, so that they add up to it. */
function spread(
  { size, quantity }: Matches,
  money: Float64Array,
  orderOf: Int32Array,
  filled: Float64Array,
  totals: Float64Array,
): void {
  const energyBefore = new Float64Array(filled.length)
  const moneyUpTo = (order: number) =>
    Number((BigInt(totals[order]) * BigInt(energyBefore[order])) / BigInt(filled[order]))
  for (let i = 0; i < size; i++) {
    const order = orderOf[i]
    const moneyBefore = moneyUpTo(order)
    energyBefore[order] += quantity[i]
    money[i] = moneyUpTo(order) - moneyBefore
  }
}

/** Accepted energy by index in the book [mWh]. */
function byIndex(orders: OrderColumns, { order, quantity }: AcceptedOrders): Float64Array {
  const filled = new Float64Array(orders.size)
  for (let i = 0; i < order.length; i++) {
    filled[order[i]] = quantity[i]
  }
  return filled
}

/** What is left of every order that is large enough to take part [mWh]. */
function unfilled({ size, quantity }: OrderColumns, filled: Float64Array, smallestTrade: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => (quantity[i] >= smallestTrade ? quantity[i] - filled[i] : 0))
}
