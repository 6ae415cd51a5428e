/** @module Pay-as-bid: the call auction's allocation, each pair at its own price. */

import type { ClearingMechanism } from '../clearing-mechanism.ts'
import { createMatches } from '../matches.ts'
import { meritOrder, pairAccepted } from '../merit-order.ts'
import { splitPrice } from '../split-price.ts'
import { Workspace } from '../workspace.ts'

/**
 * The allocation of highest welfare, paired best with best, at k between each pair's own limits.
 *
 * p = k · bid + (1 − k) · offer; k = 1 makes every buyer pay its bid. There is no one price of the slot.
 */
export const payAsBid: ClearingMechanism = {
  name: 'pay-as-bid',
  clear(book, rules, space = new Workspace()) {
    const merit = meritOrder(book, rules, space)
    if (merit === null) {
      return { matches: createMatches(1, space), price: null }
    }
    const { bids, offers } = book
    const priceOf = (bid: number, offer: number) => splitPrice(offers.price[offer], bids.price[bid], rules.k)
    const matches = pairAccepted(merit, rules.smallestTrade, priceOf, space)
    return { matches, price: null }
  },
}
