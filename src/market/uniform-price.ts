/** @module One price for all of a merit order's trades. */

import type { Clearing, ClearingRules } from './clearing-mechanism.ts'
import { createMatches } from './matches.ts'
import { type MeritOrder, meritOrder, pairAccepted } from './merit-order.ts'
import type { OrderBook } from './order-book.ts'
import { Workspace } from './workspace.ts'

/**
 * Clears a book by merit order at one price for all.
 *
 * @param priceOf - the price of an allocation [micro-units/kWh], a whole number between its marginal limits
 */
export function clearAtOnePrice(
  book: OrderBook,
  rules: ClearingRules,
  priceOf: (merit: MeritOrder) => number,
  space = new Workspace(),
): Clearing {
  const merit = meritOrder(book, rules, space)
  if (merit === null) {
    return { matches: createMatches(1, space), price: null }
  }
  const price = priceOf(merit)
  const matches = pairAccepted(merit, rules.smallestTrade, () => price, space)
  return { matches, price: matches.size > 0 ? price : null }
}
