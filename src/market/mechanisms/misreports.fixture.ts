/** @module Orders that misstate their limits, and what it brings them. */

import fc from 'fast-check'
import type { ClearingMechanism, ClearingRules } from '../clearing-mechanism.ts'
import type { OrderBook } from '../order-book.ts'
import { accountsOf, UNIT } from './kwh-books.fixture.ts'

/** One order of a book states another limit than its own. */
interface Misreport {
  readonly book: OrderBook
  readonly side: 'bids' | 'offers'
  readonly index: number
  /** [micro-units/kWh] */
  readonly stated: number
}

/** Any single misstated limit in any of the books, half units included, so that ties can be broken. */
export function misreports(books: fc.Arbitrary<OrderBook>): fc.Arbitrary<Misreport> {
  const choice = fc.tuple(fc.nat({ max: 15 }), fc.integer({ min: 0, max: 20 }))
  return fc
    .tuple(books, choice)
    .filter(([{ bids, offers }]) => bids.size + offers.size > 0)
    .map(([book, [pick, halves]]) => {
      const at = pick % (book.bids.size + book.offers.size)
      const isBid = at < book.bids.size
      return {
        book,
        side: isBid ? 'bids' : 'offers',
        index: isBid ? at : at - book.bids.size,
        stated: (halves * UNIT) / 2,
      }
    })
}

/** What the misreport brings the order over the truth, at its true limit [micro-units]. */
export function gainOf({ book, side, index, stated }: Misreport, mechanism: ClearingMechanism, rules: ClearingRules) {
  const price = book[side].price.slice()
  price[index] = stated
  const lie = { ...book, [side]: { ...book[side], price } }
  const gain = (reported: OrderBook) => {
    const accounts = accountsOf(book, mechanism.clear(reported, rules))
    const value = book[side].price[index] / UNIT
    return side === 'bids'
      ? value * accounts.bought[index] - accounts.paid[index]
      : accounts.received[index] - value * accounts.sold[index]
  }
  return gain(lie) - gain(book)
}
