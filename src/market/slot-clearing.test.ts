import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClearingMechanism } from './clearing-mechanism.ts'
import { feeAmountMicro, type MeterPlaces, type NetworkFees } from './market-fees.ts'
import { callAuction } from './mechanisms/call-auction.ts'
import { gridOnly } from './mechanisms/grid-only.ts'
import { kDoubleAuction } from './mechanisms/k-double-auction.ts'
import { payAsBid } from './mechanisms/pay-as-bid.ts'
import { amountMicro } from './money.ts'
import { anyRows, bookOf, matchRows, type Order, type Rows, RULES } from './order-books.fixture.ts'
import { clearSlot, type SlotClearing, type SlotClearingOptions } from './slot-clearing.ts'

const KWH = 1_000_000
const THB = 1_000_000
const FEES: NetworkFees = { sameBuilding: 0, sameZone: 0.5 * THB, acrossZones: 1 * THB }

const places = (building: readonly number[], zone: readonly number[]): MeterPlaces => ({
  building: Int32Array.from(building),
  zone: Int32Array.from(zone),
})

const kwhAt = (kwh: number, price: number): Order => [kwh * KWH, price * THB]

const OPTIONS: SlotClearingOptions = {
  mechanism: callAuction,
  rules: { ...RULES, gridPurchasePrice: 5 * THB, gridFeedInPrice: 2 * THB },
  fees: FEES,
  places: places([], []),
  ownZoneFirst: true,
}

/** Bid, offer, energy, paid, fee, level. */
const tradeRows = ({ trades: { size, bid, offer, quantity, paid, fee, level } }: SlotClearing) =>
  Array.from({ length: size }, (_, i) => [bid[i], offer[i], quantity[i] / KWH, paid[i] / THB, fee[i] / THB, level[i]])

describe('clearSlot', () => {
  it('serves the building, then the zone, then the campus, each for its fee', () => {
    // one bid, and one offer in its building, one in its zone, one elsewhere: the farthest is the cheapest
    const book = bookOf({ bids: [kwhAt(6, 4)], offers: [kwhAt(1, 3), kwhAt(2, 2.5), kwhAt(4, 2)] })
    const clearing = clearSlot(book, { ...OPTIONS, places: places([0, 0, 1, 2], [0, 0, 0, 1]) })
    // the partly filled bid sets the price at 4 less the fee, until the last offer is the one partly filled
    expect(tradeRows(clearing)).toEqual([
      [0, 0, 1, 4, 0, 0],
      [0, 1, 2, 7, 1, 1],
      [0, 2, 3, 6, 3, 2],
    ])
    expect([...clearing.trades.buyer]).toEqual([0, 0, 0])
    expect([...clearing.trades.seller]).toEqual([1, 2, 3])
    expect([...clearing.filledBids]).toEqual([6 * KWH])
    expect([...clearing.filledOffers]).toEqual([1 * KWH, 2 * KWH, 3 * KWH])
    // (1·4 + 2·3.5 + 3·2) / 6
    expect(clearing.price).toBe(Math.round((17 / 6) * THB))
  })

  it('clears all at once for the fee across zones where own zones do not come first', () => {
    const book = bookOf({ bids: [kwhAt(6, 4)], offers: [kwhAt(1, 3), kwhAt(2, 2.5), kwhAt(4, 2)] })
    const options = { ...OPTIONS, places: places([0, 0, 1, 2], [0, 0, 0, 1]), ownZoneFirst: false }
    // both sides end together: between the last accepted offer at 2.5 and the first rejected one at 3
    expect(tradeRows(clearSlot(book, options))).toEqual([
      [0, 2, 4, 11, 4, 2],
      [0, 1, 2, 5.5, 2, 2],
    ])
  })

  it('does not trade where the fee takes the gain', () => {
    const book = bookOf({ bids: [kwhAt(1, 3.4)], offers: [kwhAt(1, 3)] })
    const at = (building: number[], zone: number[]) => clearSlot(book, { ...OPTIONS, places: places(building, zone) })
    expect(at([0, 0], [0, 0]).trades.size).toBe(1)
    expect(at([0, 1], [0, 0]).trades.size).toBe(0)
    expect(at([0, 1], [0, 1]).price).toBeNull()
  })

  it('lets nobody do worse than with the grid, unless told to', () => {
    const book = bookOf({ bids: [kwhAt(1, 9)], offers: [kwhAt(1, 1)] })
    const options = { ...OPTIONS, places: places([0, 1], [0, 1]) }
    // between 2 and 5 − 1, or between 1 and 9 − 1
    expect(clearSlot(book, options).price).toBe(3 * THB)
    expect(clearSlot(book, { ...options, beyondGrid: true }).price).toBe(4.5 * THB)
  })

  it('skips pools whose fee exceeds what local trade can save', () => {
    const never: ClearingMechanism = {
      name: 'never',
      clear() {
        throw new Error('asked to clear a pool without a gain')
      },
    }
    const book = bookOf({ bids: [kwhAt(1, 9)], offers: [kwhAt(1, 1)] })
    const fees = { sameBuilding: 4 * THB, sameZone: 4 * THB, acrossZones: 4 * THB }
    const options = { ...OPTIONS, mechanism: never, places: places([0, 0], [0, 0]), fees }
    expect(clearSlot(book, options).trades.size).toBe(0)
  })

  it('shows a pool its grid price less the fee, and draws that no other pool has seen', () => {
    const seen: number[][] = []
    const curious: ClearingMechanism = {
      name: 'curious',
      clear(book, rules) {
        seen.push([book.bids.size, rules.gridPurchasePrice / THB, rules.draw(0), rules.draw(1)])
        return gridOnly.clear(book, rules)
      },
    }
    const book = bookOf({ bids: [kwhAt(1, 4), kwhAt(1, 4)], offers: [kwhAt(1, 3), kwhAt(1, 3)] })
    const rules = { ...OPTIONS.rules, draw: (n: number) => n / 100 }
    clearSlot(book, { ...OPTIONS, mechanism: curious, rules, places: places([0, 1, 0, 1], [0, 0, 0, 0]) })
    expect(seen).toEqual([
      [1, 5, 0, 0.01],
      [1, 5, 0.02, 0.03],
      [2, 4.5, 0.04, 0.05],
      [2, 4, 0.06, 0.07],
    ])
  })

  it('has one price to the micro-unit where all pools clear at it, however little trades', () => {
    const book = bookOf({
      bids: [
        [1, 3_141_593],
        [2, 3_141_593],
      ],
      offers: [
        [5, 3_141_593],
        [7, 3_141_593],
      ],
    })
    const fees = { sameBuilding: 0, sameZone: 0, acrossZones: 0 }
    const options = { ...OPTIONS, fees, places: places([0, 1, 0, 1], [0, 0, 0, 0]) }
    expect(clearSlot(book, options).price).toBe(3_141_593)
  })

  it('makes a mean of what was paid where a mechanism has no one price', () => {
    const book = bookOf({ bids: [kwhAt(1, 4), kwhAt(3, 3)], offers: [kwhAt(4, 2)] })
    const options = { ...OPTIONS, mechanism: payAsBid, rules: { ...OPTIONS.rules, k: 1 }, ownZoneFirst: false }
    expect(clearSlot(book, { ...options, fees: { ...FEES, acrossZones: 0 } }).price).toBe(3.25 * THB)
  })

  it('ends an empty or one-sided slot without trades', () => {
    for (const rows of [
      { bids: [], offers: [] },
      { bids: [kwhAt(1, 4)], offers: [] },
    ]) {
      const clearing = clearSlot(bookOf(rows), { ...OPTIONS, places: places([0], [0]) })
      expect(clearing.trades.size).toBe(0)
      expect(clearing.price).toBeNull()
      expect([...clearing.filledBids]).toEqual(rows.bids.map(() => 0))
    }
  })
})

/** Slots with up to 24 meters in up to 6 buildings of up to 3 zones. */
const anySlot = fc.record({
  rows: anyRows,
  building: fc.array(fc.nat({ max: 5 }), { minLength: 24, maxLength: 24 }),
  fees: fc
    .array(fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 1_000_000 })), { minLength: 3, maxLength: 3 })
    .map(([sameBuilding, sameZone, acrossZones]) => ({ sameBuilding, sameZone, acrossZones })),
  mechanism: fc.constantFrom(callAuction, kDoubleAuction, payAsBid),
  grid: fc.record({ gridPurchasePrice: fc.nat({ max: 5_000_000 }), gridFeedInPrice: fc.nat({ max: 3_000_000 }) }),
  ownZoneFirst: fc.boolean(),
  smallestTrade: fc.constantFrom(1, 1, 500),
})

const zoneOf = (building: number) => Math.floor(building / 2)

function clearAny(slot: typeof anySlot extends fc.Arbitrary<infer Slot> ? Slot : never): SlotClearing {
  const { rows, building, fees, mechanism, grid, ownZoneFirst, smallestTrade } = slot
  return clearSlot(bookOf(rows), {
    mechanism,
    rules: { ...RULES, ...grid, smallestTrade },
    fees,
    places: places(building, building.map(zoneOf)),
    ownZoneFirst,
  })
}

/** Filled energy by bid or offer, counted again from the trades. */
function recount(orders: number, order: Int32Array, quantity: Float64Array): number[] {
  const energies = Array.from({ length: orders }, () => 0)
  order.forEach((index, i) => {
    energies[index] += quantity[i]
  })
  return energies
}

describe('clearSlot on any slot', () => {
  it('fills no order beyond its quantity, and accounts for every trade', () => {
    fc.assert(
      fc.property(anySlot, (slot) => {
        const { rows } = slot
        const { trades, filledBids, filledOffers } = clearAny(slot)
        expect([...filledBids]).toEqual(recount(rows.bids.length, trades.bid, trades.quantity))
        expect([...filledOffers]).toEqual(recount(rows.offers.length, trades.offer, trades.quantity))
        expect(rows.bids.every(([quantity], i) => filledBids[i] <= quantity)).toBe(true)
        expect(rows.offers.every(([quantity], i) => filledOffers[i] <= quantity)).toBe(true)
        expect(trades.buyer.every((meter, i) => meter === trades.bid[i])).toBe(true)
        expect(trades.seller.every((meter, i) => meter === rows.bids.length + trades.offer[i])).toBe(true)
        expect(trades.quantity.every((quantity) => quantity >= slot.smallestTrade)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('charges the fee of the level on top, and leaves everybody within its limit and the grid prices', () => {
    fc.assert(
      fc.property(anySlot, (slot) => {
        const { rows, fees, grid } = slot
        const { trades } = clearAny(slot)
        for (let i = 0; i < trades.size; i++) {
          const quantity = trades.quantity[i]
          const [, bid] = rows.bids[trades.bid[i]]
          const [, offer] = rows.offers[trades.offer[i]]
          const perKwh = [fees.sameBuilding, fees.sameZone, fees.acrossZones][trades.level[i]]
          expect(trades.fee[i]).toBe(feeAmountMicro(perKwh, quantity))
          expect(trades.paid[i]).toBe(trades.received[i])
          const cost = trades.paid[i] + trades.fee[i]
          expect(cost).toBeLessThanOrEqual(amountMicro(Math.min(bid, grid.gridPurchasePrice), quantity))
          const least = amountMicro(Math.max(offer, grid.gridFeedInPrice), quantity)
          expect(trades.received[i]).toBeGreaterThanOrEqual(least)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('keeps trades of a level within its pools, and leaves no gain behind within any', () => {
    fc.assert(
      fc.property(anySlot, (slot) => {
        const { rows, building, fees, grid } = slot
        const { trades, filledBids, filledOffers } = clearAny({ ...slot, ownZoneFirst: true, smallestTrade: 1 })
        for (let i = 0; i < trades.size; i++) {
          const buyer = building[trades.buyer[i]]
          const seller = building[trades.seller[i]]
          expect(trades.level[i] > 0 || buyer === seller).toBe(true)
          expect(trades.level[i] > 1 || zoneOf(buyer) === zoneOf(seller)).toBe(true)
        }
        rows.bids.forEach(([wanted, bid], b) => {
          rows.offers.forEach(([available, offer], o) => {
            const buyer = building[b]
            const seller = building[rows.bids.length + o]
            const fee = Math.min(
              fees.acrossZones,
              zoneOf(buyer) === zoneOf(seller) ? fees.sameZone : fees.acrossZones,
              buyer === seller ? fees.sameBuilding : fees.acrossZones,
            )
            const gain = Math.min(bid, grid.gridPurchasePrice) - fee - Math.max(offer, grid.gridFeedInPrice)
            expect(gain >= 0 && filledBids[b] < wanted && filledOffers[o] < available).toBe(false)
          })
        })
      }),
      { numRuns: 200 },
    )
  })

  it('is the mechanism itself where there is one pool and no fee', () => {
    const mechanism = fc.constantFrom(callAuction, kDoubleAuction)
    const book = anyRows.filter(({ bids }: Rows) => bids.length > 0)
    fc.assert(
      fc.property(book, mechanism, fc.boolean(), (rows, rule, ownZoneFirst) => {
        const none = Array.from({ length: 24 }, () => 0)
        const fees = { sameBuilding: 0, sameZone: 0, acrossZones: 0 }
        const options = { ...OPTIONS, mechanism: rule, rules: RULES, fees, places: places(none, none), ownZoneFirst }
        const { trades, price } = clearSlot(bookOf(rows), options)
        const alone = rule.clear(bookOf(rows), RULES)
        expect(matchRows(trades)).toEqual(matchRows(alone.matches))
        expect(price).toBe(alone.price)
      }),
      { numRuns: 100 },
    )
  })
})
