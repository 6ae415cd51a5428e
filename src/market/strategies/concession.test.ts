import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TRADING_PREFERENCES } from '../../campus/meter.ts'
import { adaptConcession, initialConcessions, type OrderSide } from './concession.ts'
import { askPrice, bidPrice, type PriceBounds } from './limit-price.ts'

const CONSERVATIVE = 0
const MODERATE = 1
const AGGRESSIVE = 2
/** Top of each preference's band, and slots within which it goes down to the grid's price. */
const HIGHEST = [0.3, 0.6, 0.9]
const SLOTS_TO_GRID = [6, 20, 45]

const preference = fc.constantFrom(CONSERVATIVE, MODERATE, AGGRESSIVE)
const side = fc.constantFrom<OrderSide[]>('bid', 'offer')
const share = fc.double({ min: 0, max: 1, noNaN: true })

const BOUNDS: PriceBounds = {
  minSell: 0,
  maxSell: 10_000_000,
  minBuy: 0,
  maxBuy: 10_000_000,
  feedIn: 2_200_000,
  purchase: 4_346_200,
  rational: true,
}

/** The fills of an order alone against one standing price that takes it whole or not at all. */
function fillsAgainst(counterPrice: number, kind: number, own: OrderSide, start: number, slots: number): boolean[] {
  const { feedIn, purchase } = BOUNDS
  const fills: boolean[] = []
  let lambda = start
  for (let slot = 0; slot < slots; slot++) {
    const filled = own === 'offer' ? askPrice(lambda, BOUNDS) <= counterPrice : bidPrice(lambda, BOUNDS) >= counterPrice
    const priceShare = filled ? (counterPrice - feedIn) / (purchase - feedIn) : Number.NaN
    fills.push(filled)
    lambda = adaptConcession(lambda, kind, filled ? 1 : 0, priceShare, own)
  }
  return fills
}

describe('initialConcessions', () => {
  it('starts every meter where its preference does', () => {
    const concessions = new Float64Array(4)
    initialConcessions(Uint8Array.of(AGGRESSIVE, CONSERVATIVE, MODERATE, CONSERVATIVE), concessions)
    expect([...concessions]).toEqual([0.6, 0.15, 0.35, 0.15])
  })

  it('indexes the preferences as the campus does', () => {
    expect(TRADING_PREFERENCES).toEqual(['Conservative', 'Moderate', 'Aggressive'])
  })
})

describe('adaptConcession', () => {
  it('learns nothing without an order', () => {
    expect(adaptConcession(0.42, MODERATE, Number.NaN, 0.9, 'offer')).toBe(0.42)
  })

  it('claims part of what the market gave above the limit', () => {
    // 0.35 + 0.3 · (0.75 − 0.35)
    expect(adaptConcession(0.35, MODERATE, 1, 0.75, 'offer')).toBeCloseTo(0.47, 12)
    expect(adaptConcession(0.35, MODERATE, 1, 0.25, 'bid')).toBeCloseTo(0.47, 12)
  })

  it('gives up a step, and more below a price it was undercut at', () => {
    // 0.6 − 0.02, and 0.1 · (0.6 − 0.2) besides
    expect(adaptConcession(0.6, AGGRESSIVE, 0, Number.NaN, 'offer')).toBeCloseTo(0.58, 12)
    expect(adaptConcession(0.6, AGGRESSIVE, 0, 0.2, 'offer')).toBeCloseTo(0.54, 12)
    expect(adaptConcession(0.6, AGGRESSIVE, 0, 0.8, 'bid')).toBeCloseTo(0.54, 12)
  })

  it('weighs both by how much of the order was filled', () => {
    // 0.15 + 0.1 · 0.75 · (0.55 − 0.15) − 0.25 · 0.05
    expect(adaptConcession(0.15, CONSERVATIVE, 0.75, 0.55, 'offer')).toBeCloseTo(0.1675, 12)
  })

  it('yields faster and claims slower the more a meter wants to trade', () => {
    const yielded = [0, 1, 2].map((kind) => 0.25 - adaptConcession(0.25, kind, 0, 0.05, 'offer'))
    const claimed = [0, 1, 2].map((kind) => adaptConcession(0.05, kind, 1, 0.25, 'offer') - 0.05)
    expect(yielded).toEqual(yielded.toSorted((a, b) => b - a))
    expect(claimed).toEqual(claimed.toSorted((a, b) => a - b))
    expect(new Set(yielded).size + new Set(claimed).size).toBe(6)
  })

  it('stays put on a full fill at its own price, or without a known price', () => {
    expect(adaptConcession(0.3, MODERATE, 1, 0.3, 'offer')).toBe(0.3)
    expect(adaptConcession(0.3, MODERATE, 1, Number.NaN, 'offer')).toBe(0.3)
  })

  it('takes a price outside the spread of the grid for one at its end', () => {
    expect(adaptConcession(0.2, CONSERVATIVE, 1, 4, 'offer')).toBe(adaptConcession(0.2, CONSERVATIVE, 1, 1, 'offer'))
    expect(adaptConcession(0.2, CONSERVATIVE, 0, Infinity, 'offer')).toBeCloseTo(0.15, 12)
    expect(adaptConcession(0.2, CONSERVATIVE, 0, Infinity, 'bid')).toBeCloseTo(0.05, 12)
  })

  it('is bounded by its band for ever, whatever the market does', () => {
    const anyShare = fc.oneof(share, fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity))
    const slot = fc.record({ fill: fc.oneof(share, fc.constant(Number.NaN)), price: anyShare, side })
    fc.assert(
      fc.property(preference, share, fc.array(slot, { maxLength: 60 }), (kind, place, slots) => {
        let lambda = place * HIGHEST[kind]
        for (const { fill, price, side: own } of slots) {
          lambda = adaptConcession(lambda, kind, fill, price, own)
          expect(lambda >= 0 && lambda <= HIGHEST[kind]).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('never claims beyond what the market gave', () => {
    fc.assert(
      fc.property(preference, share, share, side, (kind, place, price, own) => {
        const lambda = place * HIGHEST[kind]
        const gain = own === 'offer' ? price : 1 - price
        const next = adaptConcession(lambda, kind, 1, price, own)
        expect(next).toBeLessThanOrEqual(Math.max(lambda, gain) + Number.EPSILON)
        expect(next).toBeGreaterThanOrEqual(lambda)
      }),
      { numRuns: 200 },
    )
  })

  it('ends with fills alone against any price no worse than the grid, and is filled from then on', () => {
    const price = fc.integer({ min: BOUNDS.feedIn, max: BOUNDS.purchase })
    fc.assert(
      fc.property(preference, side, share, price, (kind, own, place, counterPrice) => {
        const fills = fillsAgainst(counterPrice, kind, own, place * HIGHEST[kind], SLOTS_TO_GRID[kind] + 40)
        const first = fills.indexOf(true)
        expect(first).toBeGreaterThanOrEqual(0)
        expect(first).toBeLessThanOrEqual(SLOTS_TO_GRID[kind] + 1)
        expect(fills.slice(first)).not.toContain(false)
      }),
      { numRuns: 200 },
    )
  })

  it('lets two aggressive traders that start too far apart find each other', () => {
    let seller = 0.6
    let buyer = 0.6
    let slots = 0
    while (slots < 100 && askPrice(seller, BOUNDS) > bidPrice(buyer, BOUNDS)) {
      seller = adaptConcession(seller, AGGRESSIVE, 0, Number.NaN, 'offer')
      buyer = adaptConcession(buyer, AGGRESSIVE, 0, Number.NaN, 'bid')
      slots++
    }
    // Each gives up 0.02 per slot until 0.6 has become 0.5, a step more where rounding leaves them apart.
    expect(slots).toBeGreaterThanOrEqual(5)
    expect(slots).toBeLessThanOrEqual(6)
  })
})
