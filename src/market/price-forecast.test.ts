import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseTariffFile } from '../config/tariff-file.ts'
import { LocalClock } from '../time/local-clock.ts'
import { PriceForecast, type PriceForecastOptions } from './price-forecast.ts'
import { createSettlement } from './settlement.ts'
import { flatTariff, scheduleTariff } from './tariff.ts'

const CLOCK = new LocalClock('Asia/Bangkok')
const at = (local: string) => CLOCK.at(Date.parse(`${local}:00+07:00`))
const TARIFF_PATH = fileURLToPath(new URL('../../config/thai_tou_tariff.json', import.meta.url))
const THAI = scheduleTariff(parseTariffFile(readFileSync(TARIFF_PATH, 'utf8'), TARIFF_PATH))
const FLAT = flatTariff(280_000, 120_000)

function forecastOf(changes: Partial<PriceForecastOptions> = {}): PriceForecast {
  const traders = new Int32Array(0)
  return new PriceForecast({ tariff: FLAT, traders, slotSeconds: 900, hasLocalMarket: true, wearPerKwh: 1, ...changes })
}

describe('without a local market', () => {
  const forecast = forecastOf({ tariff: THAI, hasLocalMarket: false })

  it('knows the grid alone: off peak 2.6037 + 0.1623, on peak 4.1839 + 0.1623, feed-in 2.2', () => {
    // A Wednesday morning.
    expect(forecast.outlook(at('2025-03-12T06:00'))).toEqual({
      buyPrice: 2.766,
      sellPrice: 2.2,
      cheapPrice: 2.766,
      dearPrice: 2.2,
      needPrice: 4.3462,
      keepPrice: 0,
      wearPerKwh: 1,
    })
  })

  it('keeps energy on peak, until fewer hours are left than it takes to discharge', () => {
    expect(forecast.outlook(at('2025-03-12T19:45'))).toMatchObject({ buyPrice: 4.3462, keepPrice: 4.3462 })
    expect(forecast.outlook(at('2025-03-12T20:00'))).toMatchObject({ keepPrice: 4.3462 })
    expect(forecast.outlook(at('2025-03-12T20:15'))).toMatchObject({ buyPrice: 4.3462, keepPrice: 0 })
  })

  it('looks into tomorrow: nothing is dear from Friday night to Sunday morning, nor before a holiday', () => {
    expect(forecast.outlook(at('2025-03-14T20:15'))).toMatchObject({ needPrice: 2.766 })
    expect(forecast.outlook(at('2025-03-16T09:00'))).toMatchObject({ needPrice: 2.766 })
    expect(forecast.outlook(at('2025-03-16T11:00'))).toMatchObject({ needPrice: 4.3462 })
    // Chakri Day fell on a Sunday in 2025, Labour Day on a Thursday.
    expect(forecast.outlook(at('2025-04-30T20:15'))).toMatchObject({ needPrice: 2.766 })
  })
})

describe('with a local market', () => {
  it('expects the grid of what it has not seen, and buyers where all have bought from the grid', () => {
    const forecast = forecastOf()
    expect(forecast.outlook(at('2025-03-12T19:00'))).toMatchObject({ buyPrice: 0.28, sellPrice: 0.12 })
    forecast.memory.buyShare.fill(1)
    expect(forecast.outlook(at('2025-03-12T19:00'))).toMatchObject({ buyPrice: 0.28, sellPrice: 0.28 })
  })

  it('takes the worst price of the best two hours', () => {
    const forecast = forecastOf()
    const { buyShare, sellShare } = forecast.memory
    buyShare.fill(1)
    sellShare.fill(0)
    // Workdays: seven quarter hours at half the spread and more at three quarters; two dear hours, and one dearer.
    buyShare.fill(0.5, 44, 51)
    buyShare.fill(0.75, 51, 60)
    sellShare.fill(0.5, 76, 84)
    sellShare[80] = 1
    const outlook = forecast.outlook(at('2025-03-12T08:00'))
    expect(outlook.cheapPrice).toBeCloseTo(0.12 + 0.75 * 0.16, 12)
    expect(outlook.dearPrice).toBeCloseTo(0.2, 12)
    expect(outlook.keepPrice).toBeCloseTo(0.28, 12)
  })

  it('tells workdays from days off', () => {
    const forecast = forecastOf()
    const settlement = createSettlement(1)
    settlement.received[0] = 200_000
    settlement.paid[0] = 200_000
    const energies = { exported: Float64Array.of(1_000_000), imported: Float64Array.of(1_000_000) }
    // A Saturday noon, and a Tuesday that is no working day: Songkran.
    forecast.learn(at('2025-03-15T12:00'), settlement, energies, { purchase: 280_000, feedIn: 120_000 })
    expect(forecast.outlook(at('2025-04-15T12:00')).sellPrice).toBeCloseTo(0.2, 12)
    expect(forecast.outlook(at('2025-03-12T12:00')).sellPrice).toBe(0.12)
  })

  it.each([60, 900, 960, 43_200, 86_400])('remembers slots of %d s by the time of day', (slotSeconds) => {
    const forecast = forecastOf({ slotSeconds })
    const settlement = createSettlement(1)
    settlement.paid[0] = 200_000
    const energies = { exported: Float64Array.of(0), imported: Float64Array.of(1_000_000) }
    for (let second = 0; second < 86_400; second += slotSeconds) {
      const local = CLOCK.at(Date.parse('2025-03-12T00:00:00+07:00') + second * 1000)
      forecast.learn(local, settlement, energies, { purchase: 280_000, feedIn: 120_000 })
    }
    const { periods, buyShare } = forecast.memory
    expect(periods).toBe(86_400 / Math.max(900, slotSeconds))
    for (let period = 0; period < periods; period++) expect(buyShare[period]).toBeCloseTo(0.5, 12)
    expect(forecast.outlook(at('2025-03-13T07:00')).buyPrice).toBeCloseTo(0.2, 12)
  })
})
