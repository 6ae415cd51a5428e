/** @module Call auction: all of a slot's orders at once, at one price that nobody left out would better. */

import type { ClearingMechanism } from '../clearing-mechanism.ts'
import type { MeritOrder } from '../merit-order.ts'
import { clearAtOnePrice } from '../uniform-price.ts'

/**
 * The allocation of highest welfare at one price, set by the marginal order.
 *
 * A partly filled order sets the price. When bids and offers end together, every price in
 * [max(marginal offer, best rejected bid), min(marginal bid, best rejected offer)] supports the allocation, and the
 * midpoint is taken, rounded down to whole micro-units. Either way no order that is strictly better than the price is
 * rationed (smallest trades aside), and all money a buyer pays goes to its seller.
 *
 * @see Satterthwaite and Williams, 1989, Bilateral trade with the sealed bid k-double auction,
 *   doi:10.1016/0022-0531(89)90121-X
 */
export const callAuction: ClearingMechanism = {
  name: 'call-auction',
  clear: (book, rules, space) => clearAtOnePrice(book, rules, marginalOrderPrice, space),
}

function marginalOrderPrice({ bids, offers }: MeritOrder): number {
  const low = Math.max(offers.marginalPrice, bids.rejectedPrice ?? offers.marginalPrice)
  const high = Math.min(bids.marginalPrice, offers.rejectedPrice ?? bids.marginalPrice)
  return low + Math.floor((high - low) / 2)
}
