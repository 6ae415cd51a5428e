/** @module Trade among orders that all accept the terms: the short side in full, the long side rationed. */

import { addMatch, type Matches } from '../matches.ts'
import { amountMicro } from '../money.ts'

/** The terms on which a group of orders trades. */
interface Terms {
  /** What buyers pay and what sellers receive [micro-units/kWh]. */
  readonly buyPrice: number
  readonly sellPrice: number
  /** A match of less [mWh] is not made. */
  readonly smallestTrade: number
}

/** Divides an amount among claims that add up to at least as much: whole numbers, none above its claim. */
export type Ration = (amount: number, claims: Float64Array) => Float64Array

/**
 * Trades as much as the short side has.
 *
 * @param matches - where the matches are appended
 * @param wanted - what each bid of the book may buy [mWh], whole numbers, 0 for a bid that takes no part
 * @param offered - what each offer of the book may sell [mWh]
 */
export function tradeRationed(
  matches: Matches,
  wanted: Float64Array,
  offered: Float64Array,
  terms: Terms,
  ration: Ration,
): void {
  const volume = Math.min(sum(wanted), sum(offered))
  pairInOrder(matches, ration(volume, wanted), ration(volume, offered), terms)
}

/**
 * Pairs buyers with sellers in the order of their indices, as the north-west corner rule of transport problems does: at
 * least one of the two is done with every match, so there are fewer matches than orders that trade.
 *
 * @param bought - what each bid buys [mWh], whole numbers
 * @param sold - what each offer sells [mWh], whole numbers with the same sum
 */
export function pairInOrder(matches: Matches, bought: Float64Array, sold: Float64Array, terms: Terms): void {
  let bid = 0
  let offer = 0
  let wanted = 0
  let left = 0
  while (true) {
    while (wanted === 0 && bid < bought.length) {
      wanted = bought[bid++]
    }
    while (left === 0 && offer < sold.length) {
      left = sold[offer++]
    }
    const quantity = Math.min(wanted, left)
    if (quantity === 0) {
      return
    }
    if (quantity >= terms.smallestTrade) {
      const paid = amountMicro(terms.buyPrice, quantity)
      const received = amountMicro(terms.sellPrice, quantity)
      addMatch(matches, bid - 1, offer - 1, quantity, paid, received)
    }
    wanted -= quantity
    left -= quantity
  }
}

/** The sum of whole numbers. */
export function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}
