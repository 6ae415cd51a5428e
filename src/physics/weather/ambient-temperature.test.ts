import { describe, expect, it } from 'vitest'
import { Random } from '../../random/random.ts'
import { AmbientTemperature } from './ambient-temperature.ts'
import { BANGKOK_CLIMATE } from './bangkok-climate.ts'
import { dayAnomaly } from './day-anomaly.ts'

const DAY_2025 = 20_089 // 2025-01-01
const random = new Random(42)

describe('dayAnomaly', () => {
  const anomalies = Array.from({ length: 4000 }, (_, day) => dayAnomaly(random, DAY_2025 + day))

  it('has a standard deviation of 1.2 K and a correlation of 0.65 from day to day', () => {
    const variance = anomalies.reduce((sum, a) => sum + a * a, 0) / anomalies.length
    const products = anomalies.slice(1).reduce((sum, a, day) => sum + a * anomalies[day], 0) / (anomalies.length - 1)
    expect(Math.abs(Math.sqrt(variance) - 1.2)).toBeLessThan(0.08)
    expect(Math.abs(products / variance - 0.65)).toBeLessThan(0.06)
  })

  it('is the same whenever a date is asked for', () => {
    expect(dayAnomaly(random, DAY_2025 + 100)).toBe(anomalies[100])
    expect(dayAnomaly(new Random(43), DAY_2025 + 100)).not.toBe(anomalies[100])
  })
})

describe('AmbientTemperature', () => {
  it('is lowest at six and highest at half past two', () => {
    const temperature = new AmbientTemperature(random, BANGKOK_CLIMATE, DAY_2025 + 105)
    const hours = Array.from({ length: 240 }, (_, index) => index / 10)
    const coldest = hours.reduce((a, b) => (temperature.at(b) < temperature.at(a) ? b : a))
    const daytime = hours.filter((hour) => hour >= 6)
    const warmest = daytime.reduce((a, b) => (temperature.at(b) > temperature.at(a) ? b : a))
    expect(coldest).toBe(6)
    expect(warmest).toBe(14.5)
  })

  it('reaches the normals with the day’s anomaly', () => {
    // 2025-04-15 and 16 straddle the middle of April: maximum 35.6 °C, minimum 26.9 °C.
    const day = DAY_2025 + 105
    const temperature = new AmbientTemperature(random, BANGKOK_CLIMATE, day)
    expect(temperature.at(14.5) - dayAnomaly(random, day)).toBeCloseTo(35.6, 1)
    expect(temperature.at(6) - dayAnomaly(random, day)).toBeCloseTo(26.9, 1)
  })

  it('is continuous over midnight and between the two halves of the day', () => {
    const temperature = new AmbientTemperature(random, BANGKOK_CLIMATE, DAY_2025)
    for (let day = DAY_2025; day < DAY_2025 + 60; day++) {
      temperature.enterDay(day)
      for (const hour of [6, 14.5]) {
        expect(temperature.at(hour - 1e-9)).toBeCloseTo(temperature.at(hour), 6)
      }
      const beforeMidnight = temperature.at(24 - 1e-9)
      temperature.enterDay(day + 1)
      expect(temperature.at(0)).toBeCloseTo(beforeMidnight, 6)
    }
  })

  it('depends on the date alone, not on how it was reached', () => {
    const walked = new AmbientTemperature(random, BANGKOK_CLIMATE, DAY_2025)
    for (let day = DAY_2025 + 1; day <= DAY_2025 + 9; day++) walked.enterDay(day)
    const jumped = new AmbientTemperature(random, BANGKOK_CLIMATE, DAY_2025 + 300)
    jumped.enterDay(DAY_2025 + 9)
    for (let hour = 0; hour < 24; hour++) expect(jumped.at(hour)).toBe(walked.at(hour))
  })

  it('has each month’s mean temperature in the long run', () => {
    const temperature = new AmbientTemperature(random, BANGKOK_CLIMATE, DAY_2025)
    const sums = new Float64Array(12)
    const counts = new Float64Array(12)
    const years = 8
    for (let day = DAY_2025; day < DAY_2025 + 365 * years; day++) {
      temperature.enterDay(day)
      const month = new Date(day * 86_400_000).getUTCMonth()
      for (let hour = 0.5; hour < 24; hour++) {
        sums[month] += temperature.at(hour)
        counts[month] += 1
      }
    }
    // Bangkok monthly means, Thai Meteorological Department normals 1981–2010.
    const means = [27.0, 28.3, 29.5, 30.5, 29.9, 29.5, 29.0, 28.8, 28.3, 28.1, 27.8, 26.5]
    means.forEach((mean, month) => {
      // Eight months of correlated days leave 1.2·√(4.7/240) = 0.17 K; a curved year adds 0.2 K at its turns.
      expect(Math.abs(sums[month] / counts[month] - mean)).toBeLessThan(0.6)
    })
  })
})
