import { describe, expect, it } from 'vitest'
import { addMatch, createMatches, type Matches } from '../matches.ts'
import { createOrders, type OrderBook, type OrderColumns } from '../order-book.ts'
import { marketEfficiency, meanPrice, priceOfFairness, volume, welfare } from './market-quality.ts'

const KWH = 1_000_000

function orders(rows: readonly (readonly [kwh: number, price: number])[], firstMeter: number): OrderColumns {
  const columns = createOrders(rows.length)
  for (const [i, [kwh, price]] of rows.entries()) {
    columns.meter[i] = firstMeter + i
    columns.quantity[i] = kwh * KWH
    columns.price[i] = price
  }
  return columns
}

function matches(rows: readonly (readonly [bid: number, offer: number, kwh: number, price: number])[]): Matches {
  const columns = createMatches()
  for (const [bid, offer, kwh, price] of rows) addMatch(columns, bid, offer, kwh * KWH, kwh * price, kwh * price)
  return columns
}

const BOOK: OrderBook = {
  bids: orders(
    [
      [5, 30],
      [4, 26],
      [6, 22],
      [3, 18],
    ],
    0,
  ),
  offers: orders(
    [
      [4, 8],
      [5, 12],
      [4, 20],
      [6, 25],
    ],
    4,
  ),
}
/** The welfare-maximal allocation in merit order at the uniform price 22. */
const OPTIMUM = matches([
  [0, 0, 4, 22],
  [0, 1, 1, 22],
  [1, 1, 4, 22],
  [2, 2, 4, 22],
])
/** Dearest offers first, as a greedy rule pairs them: volume 18, welfare 126. */
const GREEDY = matches([
  [0, 3, 5, 30],
  [1, 3, 1, 26],
  [1, 2, 3, 26],
  [2, 2, 1, 22],
  [2, 1, 5, 22],
  [3, 0, 3, 18],
])

describe('the worked book', () => {
  it('has volume 13 and welfare 170 at best', () => {
    expect(volume(OPTIMUM)).toBe(13 * KWH)
    expect(welfare(OPTIMUM, BOOK)).toBe(170)
    expect(meanPrice(13 * 22, volume(OPTIMUM))).toBe(22)
  })

  it('has the highest volume and less welfare when dear offers go first', () => {
    expect(volume(GREEDY)).toBe(18 * KWH)
    expect(welfare(GREEDY, BOOK)).toBe(126)
    expect(marketEfficiency(126, 170)).toBeCloseTo(0.7412, 4)
    expect(priceOfFairness(170, 126)).toBeCloseTo(0.2588, 4)
  })
})

describe('market quality without trades', () => {
  it('has volume and welfare 0, and no price, efficiency or price of fairness', () => {
    const none = createMatches()
    expect(volume(none)).toBe(0)
    expect(welfare(none, BOOK)).toBe(0)
    expect(meanPrice(0, 0)).toBeNull()
    expect(marketEfficiency(0, 0)).toBeNull()
    expect(priceOfFairness(0, 0)).toBeNull()
  })

  it('tells a market that reached nothing from one that had nothing to reach', () => {
    expect(marketEfficiency(0, 170)).toBe(0)
    expect(priceOfFairness(170, 170)).toBe(0)
  })

  it('counts matches against the limits as a loss', () => {
    expect(welfare(matches([[3, 3, 2, 20]]), BOOK)).toBe(-14)
  })
})
