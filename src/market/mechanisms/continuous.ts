/** @module The continuous market: orders come one after another and trade at once. */

import type { ClearingMechanism, ClearingRules } from '../clearing-mechanism.ts'
import { ContinuousBook } from '../continuous-book.ts'
import { addMatch, createMatches } from '../matches.ts'
import { amountMicro } from '../money.ts'

/**
 * Lets the orders of a slot come in random sequence to an empty book, where each trades with the best it finds, or waits.
 *
 * All bids and offers are shuffled together, every sequence as likely as any other: a slot says of its orders only that
 * they came in it, and the index of a meter is no merit. What then happens is price-time priority at the limit of the
 * order that waited; orders wait until the slot ends. Without that chance the outcome is a function of the book.
 *
 * Individually rational, with an exact budget. Not efficient, as an early order may trade with one that would have been
 * left over in an auction, and not truthful, as waiting orders name their price. Trades have a price each, so the slot
 * has none.
 *
 * @see Gode, D. K., Sunder, S. 1993, Allocative efficiency of markets with zero-intelligence traders: market as a
 * partial substitute for individual rationality, doi:10.1086/261868
 */
export const continuous: ClearingMechanism = {
  name: 'continuous',
  clear({ bids, offers }, rules) {
    const arrivals = shuffle(bids.size + offers.size, rules)
    const matches = createMatches()
    const book = new ContinuousBook((bid, offer, quantity, price) => {
      const amount = amountMicro(price, quantity)
      addMatch(matches, arrivals[bid], arrivals[offer] - bids.size, quantity, amount, amount)
    }, rules.smallestTrade)
    for (const i of arrivals) {
      if (i < bids.size) {
        book.submit('bid', bids.meter[i], bids.quantity[i], bids.price[i])
      } else {
        const offer = i - bids.size
        book.submit('offer', offers.meter[offer], offers.quantity[offer], offers.price[offer])
      }
    }
    return { matches, price: null }
  },
}

/**
 * The numbers below `count` in random sequence.
 *
 * Place i is swapped with one drawn among those up to it, from the last place down; its draw is i − 1.
 *
 * @see Durstenfeld, 1964, Algorithm 235: random permutation, doi:10.1145/364520.364540
 */
function shuffle(count: number, rules: ClearingRules): Int32Array {
  const numbers = Int32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const other = Math.floor((i + 1) * rules.draw(i - 1))
    const swapped = numbers[i]
    numbers[i] = numbers[other]
    numbers[other] = swapped
  }
  return numbers
}
