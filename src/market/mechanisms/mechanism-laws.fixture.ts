/** @module What holds of every mechanism of a kind, for any book. */

import fc from 'fast-check'
import { expect } from 'vitest'
import type { ClearingMechanism } from '../clearing-mechanism.ts'
import { amountMicro } from '../money.ts'
import { anyRules } from '../order-books.fixture.ts'
import { accountsOf, anyBook, thaiRules, total } from './kwh-books.fixture.ts'

const RUNS = { numRuns: 200 }

/** A mechanism that may keep money buys what it sells within all limits, and never lacks any. */
export function expectWithinLimits(mechanism: ClearingMechanism): void {
  fc.assert(
    fc.property(anyBook, anyRules, (book, rules) => {
      const clearing = mechanism.clear(book, rules)
      const { bought, sold } = accountsOf(book, clearing)
      expect(total(bought)).toBe(total(sold))
      const { size, bid, offer, quantity, paid, received } = clearing.matches
      for (let i = 0; i < size; i++) {
        expect(paid[i]).toBeGreaterThanOrEqual(received[i])
        expect(paid[i]).toBeLessThanOrEqual(amountMicro(book.bids.price[bid[i]], quantity[i]))
        expect(received[i]).toBeGreaterThanOrEqual(amountMicro(book.offers.price[offer[i]], quantity[i]))
      }
    }),
    RUNS,
  )
}

/** A community rule trades all there is, at a price that leaves nobody worse off than the grid, with an exact budget. */
export function expectAllSharedWithinGrid(mechanism: ClearingMechanism): void {
  const price = fc.integer({ min: 0, max: 9_000_000 })
  fc.assert(
    fc.property(anyBook, price, price, (book, one, other) => {
      const rules = thaiRules({ gridPurchasePrice: Math.max(one, other), gridFeedInPrice: Math.min(one, other) })
      const clearing = mechanism.clear(book, rules)
      const { bought, sold } = accountsOf(book, clearing)
      const shared = Math.min(total(Array.from(book.bids.quantity)), total(Array.from(book.offers.quantity)))
      expect(total(bought)).toBe(shared)
      expect(total(sold)).toBe(shared)
      const { size, quantity, paid, received } = clearing.matches
      for (let i = 0; i < size; i++) {
        expect(paid[i]).toBe(received[i])
        expect(paid[i]).toBeLessThanOrEqual(amountMicro(rules.gridPurchasePrice, quantity[i]))
        expect(received[i]).toBeGreaterThanOrEqual(amountMicro(rules.gridFeedInPrice, quantity[i]))
      }
    }),
    RUNS,
  )
}
