/** @module Huang's multi-unit double auction: truthful in prices, and the long side gives up equal amounts. */

import type { ClearingMechanism } from '../clearing-mechanism.ts'
import { createMatches } from '../matches.ts'
import { cutEqually } from './equal-cut.ts'
import { strictMeritOrder, tradeBelowMargin } from './trade-reduction.ts'

/**
 * Drops the bid and the offer at the margin of the efficient allocation and trades among the better ones.
 *
 * Buyers pay the limit b of the dropped bid, sellers receive the limit a of the dropped offer. The side with more energy
 * is rationed: every order of it loses the same amount, but none falls below 0. The operator keeps (b − a) per kWh.
 *
 * Individually rational, truthful in limit prices (quantities are metered), budget surplus 0 or more; not efficient. A
 * single pair does not trade.
 *
 * @see Huang, P., Scheller-Wolf, A., Sycara, K. 2002, Design of a multi-unit double auction e-market, Computational
 * Intelligence 18(4), pp. 596–617
 */
export const huang: ClearingMechanism = {
  name: 'huang',
  clear(book, rules) {
    const merit = strictMeritOrder(book, rules)
    const matches = merit === null ? createMatches() : tradeBelowMargin(book, merit, rules.smallestTrade, cutEqually)
    return { matches, price: null }
  },
}
