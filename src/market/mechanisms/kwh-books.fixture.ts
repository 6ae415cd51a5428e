/** @module Books in kilowatt-hours and units of the currency, and what a clearing means for every order in them. */

import fc from 'fast-check'
import { expect } from 'vitest'
import type { Clearing, ClearingRules } from '../clearing-mechanism.ts'
import type { OrderBook } from '../order-book.ts'
import { anyRows, bookOf, type Order, type Rows, RULES } from '../order-books.fixture.ts'

/** 1 kWh [mWh] and 1 of the currency [micro-units]. */
export const KWH = 1_000_000
export const UNIT = 1_000_000

/** Wanted energy [kWh] and limit [currency/kWh]. */
type KwhOrder = readonly [energyKwh: number, limit: number]

export function kwhBook(bids: readonly KwhOrder[], offers: readonly KwhOrder[]): OrderBook {
  const whole = ([energyKwh, limit]: KwhOrder): Order => [Math.round(energyKwh * KWH), Math.round(limit * UNIT)]
  return bookOf({ bids: bids.map(whole), offers: offers.map(whole) })
}

/** Rules with a Thai household tariff of 4.1839 per kWh, and 2.20 for feed-in. */
export function thaiRules(rules: Partial<ClearingRules> = {}): ClearingRules {
  return { ...RULES, gridPurchasePrice: 4_183_900, gridFeedInPrice: 2_200_000, ...rules }
}

/** Books of any kind: empty, one-sided, tied, free of charge, huge and tiny. */
export const anyBook: fc.Arbitrary<OrderBook> = anyRows.map((rows: Rows) => bookOf(rows))

/** Books in whole kilowatt-hours and units, where every amount is whole and gains compare exactly. */
export const wholeBook = booksOf(fc.integer({ min: 1, max: 4 }))

/** The same with 1 kWh in every order. */
export const unitBook = booksOf(fc.constant(1))

function booksOf(energyKwh: fc.Arbitrary<number>): fc.Arbitrary<OrderBook> {
  const side = fc.array(fc.tuple(energyKwh, fc.integer({ min: 0, max: 9 })), { maxLength: 8 })
  return fc.tuple(side, side).map(([bids, offers]) => kwhBook(bids, offers))
}

/** What every order has of a clearing, by its index in the book. */
interface Accounts {
  /** [mWh] */
  readonly bought: number[]
  readonly sold: number[]
  /** [micro-units] */
  readonly paid: number[]
  readonly received: number[]
}

/** Adds up a clearing, and asserts what holds for every mechanism: whole and positive quantities, nobody over-filled. */
export function accountsOf({ bids, offers }: OrderBook, { matches }: Clearing): Accounts {
  const accounts = {
    bought: Array.from({ length: bids.size }, () => 0),
    sold: Array.from({ length: offers.size }, () => 0),
    paid: Array.from({ length: bids.size }, () => 0),
    received: Array.from({ length: offers.size }, () => 0),
  }
  for (let i = 0; i < matches.size; i++) {
    const quantity = matches.quantity[i]
    expect(Number.isSafeInteger(quantity) && quantity > 0).toBe(true)
    expect(Number.isSafeInteger(matches.paid[i]) && Number.isSafeInteger(matches.received[i])).toBe(true)
    accounts.bought[matches.bid[i]] += quantity
    accounts.sold[matches.offer[i]] += quantity
    accounts.paid[matches.bid[i]] += matches.paid[i]
    accounts.received[matches.offer[i]] += matches.received[i]
  }
  for (let i = 0; i < bids.size; i++) {
    expect(accounts.bought[i]).toBeLessThanOrEqual(bids.quantity[i])
  }
  for (let i = 0; i < offers.size; i++) {
    expect(accounts.sold[i]).toBeLessThanOrEqual(offers.quantity[i])
  }
  return accounts
}

export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
