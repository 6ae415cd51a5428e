/** @module Books of meters that stand somewhere, for what depends on distance. */

import fc from 'fast-check'
import type { MeterPlaces } from './market-fees.ts'
import type { OpportunityContext } from './opportunities.ts'
import type { OrderBook, OrderColumns } from './order-book.ts'
import { anyRows, bookOf } from './order-books.fixture.ts'

export interface PlacedBook {
  readonly book: OrderBook
  readonly context: OpportunityContext
}

/** Two buildings to a zone. */
export function placesOf(buildings: readonly number[]): MeterPlaces {
  return {
    building: Int32Array.from(buildings),
    zone: Int32Array.from(buildings, (building) => Math.floor(building / 2)),
  }
}

/** Any book in up to six buildings, with fees that do not fall with distance. */
export const placedBooks: fc.Arbitrary<PlacedBook> = anyRows.chain((rows) => {
  const book = bookOf(rows)
  const meters = book.bids.size + book.offers.size
  const perMeter = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
    fc.array(value, { minLength: meters, maxLength: meters })
  const fee = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 1_000_000 }))
  return fc
    .record({
      buildings: perMeter(fc.nat(5)),
      preference: perMeter(fc.nat(2)),
      reliability: perMeter(fc.double({ min: 0, max: 1, noNaN: true })),
      fees: fc.tuple(fee, fee, fee),
      gridFeedInPrice: fc.integer({ min: 0, max: 5 }),
      gridSpread: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5_000_000 })),
      best: fc.oneof(fc.nat(4), fc.constant(50)),
    })
    .map(({ buildings, preference, reliability, fees, gridFeedInPrice, gridSpread, best }) => {
      const [sameBuilding, sameZone, acrossZones] = fees.toSorted((a, b) => a - b)
      return {
        book,
        context: {
          places: placesOf(buildings),
          fees: { sameBuilding, sameZone, acrossZones },
          gridPurchasePrice: gridFeedInPrice + gridSpread,
          gridFeedInPrice,
          preference: Uint8Array.from(preference),
          reliability: Float64Array.from(reliability),
          best,
        },
      }
    })
})

/** The same orders the other way round. */
export function reversed({ bids, offers }: OrderBook): OrderBook {
  return { bids: reversedSide(bids), offers: reversedSide(offers) }
}

function reversedSide({ size, meter, quantity, price }: OrderColumns): OrderColumns {
  return { size, meter: meter.toReversed(), quantity: quantity.toReversed(), price: price.toReversed() }
}
