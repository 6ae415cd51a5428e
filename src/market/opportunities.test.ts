import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placedBooks, placesOf, reversed } from './opportunities.fixture.ts'
import { type OpportunityColumns, publishOpportunities, updateReliability } from './opportunities.ts'
import { pairByDistance } from './opportunity-pairs.ts'
import { bookOf } from './order-books.fixture.ts'

/** One opportunity as a row: seller, buyer, energy, price, spread, distance, score. */
function rows({ size, seller, buyer, quantity, price, spread, distance, score }: OpportunityColumns): number[][] {
  return Array.from({ length: size }, (_, i) => [
    seller[i],
    buyer[i],
    quantity[i],
    price[i],
    spread[i],
    distance[i],
    score[i],
  ])
}

const CONTEXT = {
  places: placesOf([0, 2, 0]),
  fees: { sameBuilding: 0, sameZone: 100_000, acrossZones: 200_001 },
  gridPurchasePrice: 4_200_000,
  gridFeedInPrice: 2_200_000,
  preference: Uint8Array.from([0, 2, 2]),
  reliability: Float64Array.from([0.5, 0, 1]),
  best: 50,
}

/** Meters 0 and 1 buy 2 and 4 kWh, meter 2 sells 3 kWh from the building of meter 0. */
const BOOK = bookOf({
  bids: [
    [2_000_000, 3_200_000],
    [4_000_000, 4_200_000],
  ],
  offers: [[3_000_000, 2_700_000]],
})

describe('publishOpportunities', () => {
  it('publishes energy, price, spread and score of a book worked by hand', () => {
    // Near: spread 0.5 of 2.0, 2 of 3 kWh, factor 1, Conservative with Aggressive 0.926, reliability 0.5.
    // Far: spread 1.3 of 2.0, 1 of 4 kWh, factor 0.5, Aggressive with Aggressive 0.605, reliability 0.
    expect(rows(publishOpportunities(BOOK, CONTEXT))).toEqual([
      [2, 0, 2_000_000, 2_950_000, 500_000, 0, 0.617901],
      [2, 1, 1_000_000, 3_350_000, 1_299_999, 2, 0.463992],
    ])
  })

  it('keeps the best', () => {
    const all = rows(publishOpportunities(BOOK, CONTEXT))
    expect(rows(publishOpportunities(BOOK, { ...CONTEXT, best: 1 }))).toEqual(all.slice(0, 1))
    expect(publishOpportunities(BOOK, { ...CONTEXT, best: 0 }).size).toBe(0)
  })

  it('puts equal scores in the order of their meters', () => {
    const book = bookOf({ bids: Array.from({ length: 3 }, () => [5, 30]), offers: [[15, 20]] })
    const context = {
      ...CONTEXT,
      places: placesOf([0, 0, 0, 0]),
      preference: new Uint8Array(4),
      reliability: new Float64Array(4),
    }
    expect(Array.from(publishOpportunities(reversed(book), context).buyer)).toEqual([0, 1, 2])
  })

  it('gains nothing on the grid where the grid has no spread', () => {
    const [noSpread] = rows(publishOpportunities(BOOK, { ...CONTEXT, gridPurchasePrice: 2_200_000, best: 1 }))
    expect(noSpread.at(-1)).toBeCloseTo(0.617901 - 0.25 / 3, 6)
  })

  it('has scores from 0 to 1, best first, prices between the limits, and each kilowatt-hour once', () => {
    fc.assert(
      fc.property(placedBooks, ({ book, context }) => {
        const { bids, offers } = book
        const fees = [context.fees.sameBuilding, context.fees.sameZone, context.fees.acrossZones]
        const published = publishOpportunities(book, context)
        const left = new Map<number, number>()
        const limit = new Map<number, number>()
        for (const { size, meter, quantity, price } of [bids, offers]) {
          for (let i = 0; i < size; i++) {
            left.set(meter[i], quantity[i])
            limit.set(meter[i], price[i])
          }
        }
        expect(published.size).toBe(Math.min(context.best, pairByDistance(book, context.places, context.fees).size))
        let previous = 1
        for (const [seller, buyer, quantity, price, spread, distance, score] of rows(published)) {
          const low = limit.get(seller) ?? Number.NaN
          const high = (limit.get(buyer) ?? Number.NaN) - fees[distance]
          expect(score >= 0 && score <= previous).toBe(true)
          previous = score
          expect(spread).toBe(high - low)
          expect(price >= low && price <= high && Number.isInteger(price)).toBe(true)
          for (const meter of [seller, buyer]) {
            const rest = (left.get(meter) ?? Number.NaN) - quantity
            expect(rest).toBeGreaterThanOrEqual(0)
            left.set(meter, rest)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(placedBooks, ({ book, context }) => {
        expect(publishOpportunities(reversed(book), context)).toEqual(publishOpportunities(book, context))
      }),
      { numRuns: 200 },
    )
  })
})

describe('updateReliability', () => {
  it('moves a tenth of the way to the latest fill rate', () => {
    expect(updateReliability(0.5, 1)).toBeCloseTo(0.55, 12)
    expect(updateReliability(0.5, 0)).toBeCloseTo(0.45, 12)
    expect(updateReliability(1, 1)).toBe(1)
    expect(updateReliability(0, 0)).toBe(0)
  })

  it('stays between what it was and the fill rate', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, share, (previous, fillRate) => {
        const next = updateReliability(previous, fillRate)
        expect(next).toBeGreaterThanOrEqual(Math.min(previous, fillRate))
        expect(next).toBeLessThanOrEqual(Math.max(previous, fillRate))
      }),
    )
  })
})
