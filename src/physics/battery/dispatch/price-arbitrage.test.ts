import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceArbitrage } from './price-arbitrage.ts'
import type { PriceOutlook } from './price-outlook.ts'
import { selfConsumption } from './self-consumption.ts'
import { situationOf } from './situation.fixture.ts'

const POWER = 1_250_000
const LOAD = 5_000_000
const ALONE = 0

/** Flat rates of 0.28 and 0.12 with a market: 0.18 at noon, 0.27 in the evening. */
const DAY: Partial<PriceOutlook> = { cheapPrice: 0.18, dearPrice: 0.27, needPrice: 0.28, wearPerKwh: 0.03 }
const NOON = situationOf(false, { ...DAY, buyPrice: 0.18, sellPrice: 0.13, keepPrice: 0 })
const EVENING = situationOf(false, { ...DAY, buyPrice: 0.28, sellPrice: 0.27, keepPrice: 0.28 })
const AFTERNOON = situationOf(false, { ...DAY, buyPrice: 0.25, sellPrice: 0.2, keepPrice: 0.28 })

describe('stand-alone storage', () => {
  it('buys at noon: 0.27·0.9 − 0.18 = 0.063 is above the wear of 0.03', () => {
    expect(priceArbitrage(0, 0.5, POWER, ALONE, NOON)).toBe(POWER)
    expect(priceArbitrage(-400_000, 0.9, POWER, ALONE, NOON)).toBe(POWER)
  })

  it('sells in the evening, beyond a deficit', () => {
    expect(priceArbitrage(0, 0.5, POWER, ALONE, EVENING)).toBe(-POWER)
    expect(priceArbitrage(-400_000, 0.5, POWER, ALONE, EVENING)).toBe(-POWER)
  })

  it('rests in between, and keeps its energy for the evening', () => {
    expect(priceArbitrage(0, 0.5, POWER, ALONE, AFTERNOON)).toBe(0)
    expect(priceArbitrage(-400_000, 0.5, POWER, ALONE, AFTERNOON)).toBe(0)
  })

  it('does neither once the spread does not pay for the losses and the wear: at 0.9, not above 0.063', () => {
    const at = (wearPerKwh: number, situation = NOON) =>
      priceArbitrage(0, 0.5, POWER, ALONE, { ...situation, prices: { ...situation.prices, wearPerKwh } })
    expect(at(0.0629)).toBe(POWER)
    expect(at(0.0631)).toBe(0)
    expect(at(0.0629, EVENING)).toBe(-POWER)
    expect(at(0.0631, EVENING)).toBe(0)
  })

  it('reckons with its own efficiency', () => {
    const lossy = { ...NOON, roundTripEfficiency: 0.7 }
    // 0.27·0.7 − 0.18 = 0.009.
    expect(priceArbitrage(0, 0.5, POWER, ALONE, lossy)).toBe(0)
  })
})

describe('a battery beside a load', () => {
  it('buys at noon for its own evening, unless its own sun is there or still to come', () => {
    expect(priceArbitrage(-400_000, 0.5, POWER, LOAD, NOON)).toBe(POWER)
    expect(priceArbitrage(-400_000, 0.8, POWER, LOAD, NOON)).toBe(0)
    expect(priceArbitrage(400_000, 0.5, POWER, LOAD, NOON)).toBe(400_000)
  })

  it('does not sell what it would buy back dearer, and covers its deficit', () => {
    expect(priceArbitrage(-400_000, 0.5, POWER, LOAD, EVENING)).toBe(-400_000)
  })

  it('sells what is left when the cheap hours are near', () => {
    const last = { ...EVENING, prices: { ...EVENING.prices, keepPrice: 0 } }
    expect(priceArbitrage(-400_000, 0.5, POWER, LOAD, last)).toBe(-POWER)
  })

  it('never shuttles energy through hours that are equally cheap', () => {
    // The Thai tariff at night: 2.766 whenever, 4.3462 on peak; the eight cheapest quarter hours differ by roundings.
    const night = { cheapPrice: 2.766, dearPrice: 2.2, needPrice: 4.3462, wearPerKwh: 1, sellPrice: 2.2 }
    const dearerByNothing = situationOf(false, { ...night, buyPrice: 2.766 + 1e-9, keepPrice: 0 })
    expect(priceArbitrage(-400_000, 0.5, POWER, LOAD, dearerByNothing)).toBe(0)
  })
})

describe('where nothing is to be gained', () => {
  const energy = fc.integer({ min: -10_000_000, max: 10_000_000 })
  const soc = fc.double({ min: 0, max: 1, noNaN: true })
  const price = fc.double({ min: 0, max: 5, noNaN: true })
  const prices = fc.record({
    buyPrice: price,
    sellPrice: price,
    cheapPrice: price,
    dearPrice: price,
    needPrice: price,
    keepPrice: price,
    wearPerKwh: price,
  })

  it('is self-consumption: no price of the day pays for the losses and the wear of a kWh bought at another', () => {
    fc.assert(
      fc.property(energy, soc, energy, prices, (surplus, state, threshold, outlook) => {
        const { sellPrice, dearPrice, needPrice, buyPrice, cheapPrice } = outlook
        const spread = Math.max(sellPrice, dearPrice, needPrice) * 0.9 - Math.min(buyPrice, cheapPrice)
        const situation = situationOf(true, { ...outlook, wearPerKwh: Math.max(outlook.wearPerKwh, spread) })
        expect(priceArbitrage(surplus, state, POWER, threshold, situation)).toBe(
          selfConsumption(surplus, state, POWER, threshold, situation),
        )
      }),
    )
  })

  it('such as flat rates without a market: the purchase rate to buy, the feed-in rate to sell', () => {
    const flat = situationOf(true, {
      buyPrice: 0.28,
      sellPrice: 0.12,
      cheapPrice: 0.28,
      dearPrice: 0.12,
      needPrice: 0.28,
    })
    expect(priceArbitrage(-400_000, 0.5, POWER, LOAD, flat)).toBe(-400_000)
    expect(priceArbitrage(400_000, 0.5, POWER, LOAD, flat)).toBe(400_000)
    expect(priceArbitrage(0, 0.5, POWER, ALONE, flat)).toBe(0)
  })
})
