import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseTariffFile } from '../config/tariff-file.ts'
import { isOnPeak } from '../physics/battery/dispatch/thai-tou-periods.ts'
import { HOUR_MS } from '../time/local-clock.ts'
import { flatTariff, pricesInForce, scheduleTariff } from './tariff.ts'

const THAI = new URL('../../config/thai_tou_tariff.json', import.meta.url)
const THAI_FILE = parseTariffFile(readFileSync(THAI, 'utf8'), 'thai_tou_tariff.json')

/** MEA schedule 4.2.2, 4.1839 and 2.6037 THB/kWh, each with Ft of 0.1623; 2.20 THB/kWh for exports. */
const ON_PEAK = { purchase: 4_346_200, feedIn: 2_200_000 }
const OFF_PEAK = { purchase: 2_766_000, feedIn: 2_200_000 }

const SUNDAY = 0
const MONDAY = 1
const FRIDAY = 5
const SATURDAY = 6

describe('flatTariff', () => {
  it('has one pair of prices at all times', () => {
    const tariff = flatTariff(280_000, 120_000)
    expect(tariff.at({ hour: 3, weekday: SUNDAY, isHoliday: true })).toEqual({ purchase: 280_000, feedIn: 120_000 })
    expect(tariff.at({ hour: 23.99, weekday: MONDAY, isHoliday: false })).toEqual({
      purchase: 280_000,
      feedIn: 120_000,
    })
  })
})

describe('scheduleTariff', () => {
  const tariff = scheduleTariff(THAI_FILE)

  it.each([
    [0, OFF_PEAK],
    [8.999, OFF_PEAK],
    [9, ON_PEAK],
    [21.999, ON_PEAK],
    [22, OFF_PEAK],
    [23.999, OFF_PEAK],
  ])('knows the Thai tariff of a working day at %d h', (hour, prices) => {
    expect(tariff.at({ hour, weekday: MONDAY, isHoliday: false })).toEqual(prices)
    expect(tariff.at({ hour, weekday: FRIDAY, isHoliday: false })).toEqual(prices)
  })

  it.each([
    [SATURDAY, false],
    [SUNDAY, false],
    [SUNDAY, true],
    [MONDAY, true],
  ])('is off-peak at weekends and on holidays: weekday %d, holiday %s', (weekday, isHoliday) => {
    expect(tariff.at({ hour: 12, weekday, isHoliday })).toEqual(OFF_PEAK)
  })

  it('agrees with the tariff periods that batteries are run by', () => {
    for (let weekday = 0; weekday < 7; weekday++) {
      for (let hour = 0; hour < 24; hour += 0.25) {
        for (const isHoliday of [false, true]) {
          const prices = isOnPeak(hour, weekday, isHoliday) ? ON_PEAK : OFF_PEAK
          expect(tariff.at({ hour, weekday, isHoliday })).toEqual(prices)
        }
      }
    }
  })

  it('keeps periods in any order, to the minute, with feed-in rates and adders of either sign', () => {
    const { weekdays } = THAI_FILE.periods
    const [night] = weekdays
    const schedule = scheduleTariff({
      ...THAI_FILE,
      adder: {
        name: 'Ft',
        rate: -0.1532,
        valid_from: '2021-01-01',
        valid_to: '2021-12-31',
        source: 'Energy Regulatory Commission',
      },
      periods: {
        ...THAI_FILE.periods,
        weekends: [
          { ...night, from: '18:20', to: '24:00', purchase_rate: 3, feed_in_rate: 1.5 },
          { ...night, from: '00:00', to: '18:20', purchase_rate: 2 },
        ],
      },
    })
    // 18:20 as the local clock makes it: milliseconds of the day by those of an hour.
    const switchHour = (18 * HOUR_MS + 20 * 60_000) / HOUR_MS
    const at = (hour: number) => schedule.at({ hour, weekday: SUNDAY, isHoliday: false })
    expect(at(switchHour - 1e-6)).toEqual({ purchase: 1_846_800, feedIn: 2_200_000 })
    expect(at(switchHour)).toEqual({ purchase: 2_846_800, feedIn: 1_500_000 })
  })

  it('has no adder where the file has none', () => {
    const { adder: _, ...file } = THAI_FILE
    expect(scheduleTariff(file).at({ hour: 12, weekday: MONDAY, isHoliday: false }).purchase).toBe(4_183_900)
  })
})

describe('pricesInForce', () => {
  const tariff = { purchase: 280_000, feedIn: 120_000 }

  it.each([
    [{ purchase: null, feedIn: null }, tariff],
    [
      { purchase: 500_000, feedIn: null },
      { purchase: 500_000, feedIn: 120_000 },
    ],
    [
      { purchase: null, feedIn: 200_000 },
      { purchase: 280_000, feedIn: 200_000 },
    ],
    // The grid never pays more than it charges.
    [
      { purchase: 100_000, feedIn: null },
      { purchase: 100_000, feedIn: 100_000 },
    ],
    [
      { purchase: null, feedIn: 300_000 },
      { purchase: 280_000, feedIn: 280_000 },
    ],
  ])('of %o', (override, expected) => {
    expect(pricesInForce(tariff, override)).toEqual(expected)
  })
})
