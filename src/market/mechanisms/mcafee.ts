/** @module McAfee's double auction: truthful, at the cost of the least useful trade at most. */

import type { Clearing, ClearingMechanism } from '../clearing-mechanism.ts'
import { createMatches } from '../matches.ts'
import { type MeritOrder, pairAccepted } from '../merit-order.ts'
import type { OrderBook } from '../order-book.ts'
import { shareProRata } from '../pro-rata.ts'
import { strictMeritOrder, tradeBelowMargin } from './trade-reduction.ts'

/**
 * Trades the k efficient pairs at p0, or k − 1 of them where p0 does not suit the k-th.
 *
 * With b_k and a_k the limits of the last bid and offer that trade efficiently, and b_{k+1} and a_{k+1} of the first
 * that do not, p0 = (b_{k+1} + a_{k+1}) / 2, rounded down. If a_k ≤ p0 ≤ b_k, all k pairs trade at p0. Otherwise, or
 * where one of the two is missing, k − 1 pairs trade, buyers pay b_k, sellers receive a_k, and the operator keeps the
 * difference.
 *
 * McAfee's orders are single units. Here energy is divisible: k counts orders, and what trades first after the efficient
 * trade may be the rest of an order that is partly filled. As b_{k+1} < a_{k+1}, p0 is then beyond that order's own limit
 * and never suits it, so the pair at the margin is left out, and the long side of the others is rationed in proportion
 * to quantity. With equal quantities nothing is ever partly filled, and the rule is McAfee's own.
 *
 * Individually rational, truthful in limit prices (quantities are metered), budget surplus 0 or more.
 *
 * @see McAfee, R. P. 1992, A dominant strategy double auction, Journal of Economic Theory 56(2),
 * doi:10.1016/0022-0531(92)90091-U
 */
export const mcafee: ClearingMechanism = {
  name: 'mcafee',
  clear(book, rules) {
    const merit = strictMeritOrder(book, rules)
    return merit === null ? { matches: createMatches(), price: null } : clearMerit(book, merit, rules.smallestTrade)
  },
}

function clearMerit(book: OrderBook, merit: MeritOrder, smallestTrade: number): Clearing {
  const price = commonPrice(merit)
  if (price === null) {
    return { matches: tradeBelowMargin(book, merit, smallestTrade, shareProRata), price }
  }
  const matches = pairAccepted(merit, smallestTrade, () => price)
  return { matches, price: matches.size > 0 ? price : null }
}

/** p0 [micro-units/kWh], or null where it does not suit the pair at the margin; compared before it is rounded. */
function commonPrice({ bids, offers }: MeritOrder): number | null {
  if (bids.rejectedPrice === null || offers.rejectedPrice === null) {
    return null
  }
  const twice = bids.rejectedPrice + offers.rejectedPrice
  return twice >= 2 * offers.marginalPrice && twice <= 2 * bids.marginalPrice ? Math.floor(twice / 2) : null
}
