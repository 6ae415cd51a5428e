import { describe, expect, it } from 'vitest'
import { BUILDING_TYPES } from '../../campus/building-type.ts'
import { LocalClock } from '../../time/local-clock.ts'
import { BUILDING_CONSTANTS } from './building-constants.ts'
import { UnitLoad } from './unit-load.ts'

/** Mean temperature of Bangkok by month [°C] (Thai Meteorological Department, normals 1981 to 2010). */
const MONTHLY_MEAN_C = [27, 28.3, 29.5, 30.5, 29.9, 29.5, 29, 28.8, 28.3, 28.1, 27.8, 26.5]

const SQUARE_FEET_PER_M2 = 10.7639

/** Mean of each type's unit load over a year of Bangkok. */
function annualMeans(year: number): Float64Array {
  const clock = new LocalClock('Asia/Bangkok')
  const unitLoad = new UnitLoad({ clock })
  const now = new Float64Array(BUILDING_TYPES.length)
  const sums = new Float64Array(BUILDING_TYPES.length)
  const from = Date.parse(`${year}-01-01T00:00+07:00`)
  const to = Date.parse(`${year + 1}-01-01T00:00+07:00`)
  for (let ms = from; ms < to; ms += 900_000) {
    const month = new Date(ms + 7 * 3_600_000).getUTCMonth()
    unitLoad.update(ms + 450_000, MONTHLY_MEAN_C[month], now)
    for (let k = 0; k < now.length; k++) {
      sums[k] += now[k]
    }
  }
  return sums.map((sum) => sum / ((to - from) / 900_000))
}

describe('BUILDING_CONSTANTS', () => {
  const means = annualMeans(2025)

  it.each(BUILDING_TYPES)('%s uses a plausible energy per floor area and year', (type) => {
    const { designDensityWm2, energyIntensityKwhPerM2 } = BUILDING_CONSTANTS[type]
    const intensity = designDensityWm2 * means[BUILDING_TYPES.indexOf(type)] * 8.76
    expect(intensity).toBeGreaterThan(energyIntensityKwhPerM2.min)
    expect(intensity).toBeLessThan(energyIntensityKwhPerM2.max)
  })

  it.each(BUILDING_TYPES)('%s has a plausible load factor', (type) => {
    const { loadFactor } = BUILDING_CONSTANTS[type]
    expect(means[BUILDING_TYPES.indexOf(type)]).toBeGreaterThan(loadFactor.min)
    expect(means[BUILDING_TYPES.indexOf(type)]).toBeLessThan(loadFactor.max)
  })

  it('lets parking, which reaches its design peak every working day, pass it by three tenths at the very most', () => {
    const { fastSigma, fastTauSeconds, slowSigma } = BUILDING_CONSTANTS.parking.noise
    // The highest of n independent standard normal values is below √(2·ln n) on average (Cramér 1946, § 28.6): here one
    // per correlation time of a whole year.
    const highest = Math.sqrt(2 * Math.log((365 * 86_400) / fastTauSeconds))
    expect(Math.exp(highest * Math.hypot(fastSigma, slowSigma))).toBeLessThan(1.3)
  })

  it('bounds classrooms by the middle half of US education buildings', () => {
    // CBECS 2012, table C14: 25th percentile 5.6 and 75th percentile 13.7 kWh/ft².
    const { min, max } = BUILDING_CONSTANTS.classroom.energyIntensityKwhPerM2
    expect(min).toBeCloseTo(5.6 * SQUARE_FEET_PER_M2, -0.5)
    expect(max).toBeCloseTo(13.7 * SQUARE_FEET_PER_M2, -0.5)
  })

  it('contains the BDEW office profile in the load factor of an office', () => {
    // G1: weekday peak 2.60 of the mean; Saturday 21 %, Sunday 17 % of a weekday.
    const g1 = (5 + 0.21 + 0.17) / 7 / 2.6
    expect(g1).toBeGreaterThan(BUILDING_CONSTANTS.office.loadFactor.min)
    expect(g1).toBeLessThan(BUILDING_CONSTANTS.office.loadFactor.max)
  })

  it('derives the density of an office as written', () => {
    // 0.8 · 0.9 · 21 W/m² of light and plug loads and, at c = 0.6, 1.5 · 1.135 times as much cooling.
    expect(BUILDING_CONSTANTS.office.designDensityWm2).toBeCloseTo(0.72 * 21 * (1 + 1.5 * 1.135), 10)
  })

  it('keeps power factors above the 0.85 Thai tariffs ask for, and noise memories within bounds', () => {
    for (const type of BUILDING_TYPES) {
      const { powerFactor, noise } = BUILDING_CONSTANTS[type]
      expect(powerFactor).toBeGreaterThan(0.85)
      expect(powerFactor).toBeLessThanOrEqual(1)
      expect(noise.fastSigma).toBeGreaterThanOrEqual(0.05)
      expect(noise.fastSigma).toBeLessThanOrEqual(0.25)
      expect(noise.fastTauSeconds).toBeGreaterThanOrEqual(1200)
      expect(noise.fastTauSeconds).toBeLessThanOrEqual(2400)
      expect(noise.slowTauSeconds).toBe(86_400)
    }
  })
})
