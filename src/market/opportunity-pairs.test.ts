import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MeterPlaces, NetworkFees } from './market-fees.ts'
import { placedBooks, placesOf, reversed } from './opportunities.fixture.ts'
import { type OrderPairs, pairByDistance } from './opportunity-pairs.ts'
import type { OrderBook } from './order-book.ts'
import { bookOf } from './order-books.fixture.ts'

const FEES: NetworkFees = { sameBuilding: 0, sameZone: 1, acrossZones: 3 }

/** One pair as a row: buyer, seller, energy, distance. */
function pairRows(book: OrderBook, pairs: OrderPairs): number[][] {
  return Array.from({ length: pairs.size }, (_, i) => [
    book.bids.meter[pairs.bid[i]],
    book.offers.meter[pairs.offer[i]],
    pairs.quantity[i],
    pairs.distance[i],
  ])
}

function distanceOf({ building, zone }: MeterPlaces, one: number, other: number): number {
  return building[one] === building[other] ? 0 : zone[one] === zone[other] ? 1 : 2
}

/** The same allocation, found by looking for the best bid and the best offer of every pool again for every pair. */
function naivePairs({ bids, offers }: OrderBook, places: MeterPlaces, fees: readonly number[]): number[][] {
  const side = ({ size, meter, quantity, price }: OrderBook['bids']) =>
    Array.from({ length: size }, (_, i) => ({ meter: meter[i], left: quantity[i], price: price[i] }))
  const bidders = side(bids)
  const offerers = side(offers)
  const rows: number[][] = []
  for (const [distance, fee] of fees.entries()) {
    const poolOf = (meter: number) => [places.building[meter], places.zone[meter], 0][distance]
    for (let pool = 0; pool < 10; pool++) {
      for (;;) {
        const [bid] = bidders
          .filter(({ meter, left }) => left > 0 && poolOf(meter) === pool)
          .toSorted((a, b) => b.price - a.price || a.meter - b.meter)
        const [offer] = offerers
          .filter(({ meter, left }) => left > 0 && poolOf(meter) === pool)
          .toSorted((a, b) => a.price - b.price || a.meter - b.meter)
        if (bid === undefined || offer === undefined || bid.price - fee < offer.price) break
        const quantity = Math.min(bid.left, offer.left)
        bid.left -= quantity
        offer.left -= quantity
        rows.push([bid.meter, offer.meter, quantity, distance])
      }
    }
  }
  return rows
}

describe('pairByDistance', () => {
  it('serves the neighbour before the better limit far away, and the highest bid before the others', () => {
    // Buyers 0, 1 and 2, sellers 3 and 4; 0, 1 and 3 live in building 0, 2 next door, 4 in another zone.
    const book = bookOf({
      bids: [
        [5, 10],
        [5, 12],
        [5, 20],
      ],
      offers: [
        [8, 8],
        [20, 9],
      ],
    })
    const pairs = pairByDistance(book, placesOf([0, 0, 1, 0, 2]), FEES)
    expect(pairRows(book, pairs)).toEqual([
      [1, 3, 5, 0],
      [0, 3, 3, 0],
      [2, 4, 5, 2],
    ])
  })

  it.each([
    [9, 1],
    [8, 0],
  ])('pairs a bid of %d for an offer of 8 next door, for a fee of 1: %d', (price, count) => {
    const book = bookOf({ bids: [[1, price]], offers: [[1, 8]] })
    expect(pairByDistance(book, placesOf([0, 1]), FEES).size).toBe(count)
  })

  it('finds the pairs of the naive allocation, whatever the order of the rows', () => {
    fc.assert(
      fc.property(placedBooks, ({ book, context: { places, fees } }) => {
        const expected = naivePairs(book, places, [fees.sameBuilding, fees.sameZone, fees.acrossZones])
        expect(pairRows(book, pairByDistance(book, places, fees))).toEqual(expected)
        const turned = reversed(book)
        expect(pairRows(turned, pairByDistance(turned, places, fees))).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  it('uses every milliwatt-hour at most once, in fewer pairs than orders, and leaves no compatible pair behind', () => {
    fc.assert(
      fc.property(placedBooks, ({ book, context: { places, fees } }) => {
        const { bids, offers } = book
        const feeOf = [fees.sameBuilding, fees.sameZone, fees.acrossZones]
        const pairs = pairByDistance(book, places, fees)
        const wanted = bids.quantity.slice()
        const available = offers.quantity.slice()
        expect(pairs.size).toBeLessThanOrEqual(Math.max(0, bids.size + offers.size - 1))
        for (let i = 0; i < pairs.size; i++) {
          const { bid, offer, quantity, distance } = pairs
          expect(quantity[i]).toBeGreaterThan(0)
          expect(bids.meter[bid[i]]).not.toBe(offers.meter[offer[i]])
          expect(distance[i]).toBe(distanceOf(places, bids.meter[bid[i]], offers.meter[offer[i]]))
          expect(bids.price[bid[i]] - feeOf[distance[i]]).toBeGreaterThanOrEqual(offers.price[offer[i]])
          wanted[bid[i]] -= quantity[i]
          available[offer[i]] -= quantity[i]
        }
        wanted.forEach((energy, bid) => {
          expect(energy).toBeGreaterThanOrEqual(0)
          available.forEach((rest, offer) => {
            expect(rest).toBeGreaterThanOrEqual(0)
            const fee = feeOf[distanceOf(places, bids.meter[bid], offers.meter[offer])]
            expect(energy > 0 && rest > 0 && bids.price[bid] - fee >= offers.price[offer]).toBe(false)
          })
        })
      }),
      { numRuns: 200 },
    )
  })

  it('makes no more pairs than orders where every bid suits every offer', () => {
    const orders = Array.from({ length: 20_000 }, (_, i) => [1 + (i % 7), 10] as const)
    const book = bookOf({ bids: orders, offers: orders.toReversed() })
    const places = placesOf(Array.from({ length: 40_000 }, (_, i) => i % 1000))
    expect(pairByDistance(book, places, FEES).size).toBeLessThan(40_000)
  })
})
