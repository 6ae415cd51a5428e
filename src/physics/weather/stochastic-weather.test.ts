import { describe, expect, it } from 'vitest'
import { WEATHER_CONDITIONS } from '../../config/settings.ts'
import { Random } from '../../random/random.ts'
import { LocalClock } from '../../time/local-clock.ts'
import { StochasticWeather } from './stochastic-weather.ts'
import type { WeatherSample } from './weather-sample.ts'

const START_MS = Date.parse('2025-01-01T00:00:00+07:00')
const WEIGHTS = [0.4, 0.3, 0.15, 0.1, 0.05]
/** Relaxation time of the condition chain at these weights [h]. */
const RELAXATION_HOURS = 2.055

function blankSample(): WeatherSample {
  return { condition: 0, clearSkyIndex: 0, ambientC: 0, windMs: 0, relativeHumidity: 0 }
}

function weather(intervalSeconds: number, seed = 42, weights = WEIGHTS): StochasticWeather {
  return new StochasticWeather({
    random: new Random(seed),
    clock: new LocalClock('Asia/Bangkok'),
    intervalSeconds,
    weights,
  })
}

function simulate(
  site: StochasticWeather,
  intervalSeconds: number,
  fromTick: number,
  toTick: number,
  see: (sample: WeatherSample, midpointMs: number) => void,
): void {
  const sample = blankSample()
  for (let tick = fromTick; tick <= toTick; tick++) {
    const midpointMs = START_MS + (tick - 0.5) * intervalSeconds * 1000
    site.advance(tick, midpointMs, sample)
    see(sample, midpointMs)
  }
}

describe('StochasticWeather', () => {
  it.each([
    { intervalSeconds: 900, days: 365 },
    { intervalSeconds: 15, days: 30 },
  ])('spends its time in the conditions as weighted: $days days of $intervalSeconds s', ({ intervalSeconds, days }) => {
    const ticks = (days * 86_400) / intervalSeconds
    const counts = new Float64Array(WEATHER_CONDITIONS.length)
    let clearSkyIndex = 0
    simulate(weather(intervalSeconds), intervalSeconds, 1, ticks, (sample) => {
      counts[sample.condition] += 1
      clearSkyIndex += sample.clearSkyIndex
    })
    // A correlated share has the variance of hours/(2·relaxation) independent looks, at most.
    const looks = (days * 24) / (2 * RELAXATION_HOURS)
    WEIGHTS.forEach((weight, condition) => {
      const error = Math.sqrt((weight * (1 - weight)) / looks)
      expect(Math.abs(counts[condition] / ticks - weight)).toBeLessThan(3 * error)
    })
    // 0.7615 is the weighted mean of the table, 0.25 the standard deviation between conditions.
    expect(Math.abs(clearSkyIndex / ticks - 0.7615)).toBeLessThan(3 * (0.25 / Math.sqrt(looks)))
  })

  it('moves between neighbours, stepping over one only as fast as two moves fit in an interval', () => {
    let previous = -1
    let moves = 0
    let leaps = 0
    simulate(weather(15), 15, 1, 172_800, ({ condition }) => {
      if (previous >= 0 && condition !== previous) moves += 1
      if (previous >= 0 && Math.abs(condition - previous) > 1) leaps += 1
      previous = condition
    })
    // 720 h at a mean dwell of about 40 min; two moves in 15 s happen once in about 200.
    expect(moves).toBeGreaterThan(700)
    expect(leaps / moves).toBeLessThan(0.015)
  })

  it('does not let irradiance jump when conditions change', () => {
    let previous = Number.NaN
    let largest = 0
    simulate(weather(15), 15, 1, 50_000, ({ clearSkyIndex }) => {
      if (previous >= 0) largest = Math.max(largest, Math.abs(clearSkyIndex - previous))
      previous = clearSkyIndex
    })
    // The widest step of the mean, 0.82·(1 − e^(−1/16)) = 0.05, and 4.5 deviations of 0.15·0.34.
    expect(largest).toBeLessThan(0.28)
  })

  it('stays in the range of Bangkok’s temperatures, winds and humidities', () => {
    const monthly = Array.from({ length: 12 }, () => ({
      sum: 0,
      wind: 0,
      count: 0,
      low: 99,
      high: -99,
      driest: 100,
      dampest: 0,
      calmest: 99,
      windiest: 0,
    }))
    simulate(weather(900), 900, 1, 35_040, ({ ambientC, windMs, relativeHumidity }, midpointMs) => {
      const month = monthly[new Date(midpointMs + 7 * 3_600_000).getUTCMonth()]
      month.sum += ambientC
      month.wind += windMs
      month.count += 1
      month.low = Math.min(month.low, ambientC)
      month.high = Math.max(month.high, ambientC)
      month.driest = Math.min(month.driest, relativeHumidity)
      month.dampest = Math.max(month.dampest, relativeHumidity)
      month.calmest = Math.min(month.calmest, windMs)
      month.windiest = Math.max(month.windiest, windMs)
    })
    // Means of the Thai Meteorological Department's normals 1981–2010; winds of the Met Office [m/s].
    const means = [27.0, 28.3, 29.5, 30.5, 29.9, 29.5, 29.0, 28.8, 28.3, 28.1, 27.8, 26.5]
    const winds = [0.94, 1.3, 1.48, 1.39, 1.25, 1.25, 1.3, 1.25, 0.98, 0.76, 0.89, 0.8]
    monthly.forEach(({ sum, wind, count, low, high, driest, dampest, calmest, windiest }, month) => {
      // One month of correlated days: standard error 1.2·√(4.7/30) = 0.48 K.
      expect(Math.abs(sum / count - means[month])).toBeLessThan(1.5)
      expect(Math.abs(wind / count / winds[month] - 1)).toBeLessThan(0.25)
      expect(low).toBeGreaterThan(16)
      expect(high).toBeLessThan(41)
      expect(driest).toBeGreaterThan(25)
      expect(dampest).toBeLessThanOrEqual(100)
      expect(calmest).toBeGreaterThan(0)
      expect(windiest).toBeLessThan(15)
    })
  })

  it('is 3 K cooler in rain and 1.5 K under an overcast sky than in the sun', () => {
    const temperatures = [0, 3, 4].map((only) => {
      const weights = WEIGHTS.map((_, condition) => (condition === only ? 1 : 0))
      const list: number[] = []
      simulate(weather(900, 42, weights), 900, 1, 96, ({ ambientC }) => list.push(ambientC))
      return list
    })
    temperatures[0].forEach((sunnyC, index) => {
      expect(temperatures[1][index] - sunnyC).toBeCloseTo(-1.5, 9)
      expect(temperatures[2][index] - sunnyC).toBeCloseTo(-3, 9)
    })
  })

  it('cools within the hour after rain sets in', () => {
    const dry: number[] = []
    simulate(weather(900, 42, [1, 0, 0, 0, 0]), 900, 1, 9600, ({ ambientC }) => dry.push(ambientC))
    const coolingAfter = [0, 0, 0, 0, 0]
    const spells = [0, 0, 0, 0, 0]
    let spell = 0
    let index = 0
    simulate(weather(900), 900, 1, 9600, ({ condition, ambientC }) => {
      spell = condition === 4 ? spell + 1 : 0
      if (spell > 0 && spell <= 5) {
        coolingAfter[spell - 1] += dry[index] - ambientC
        spells[spell - 1] += 1
      }
      index += 1
    })
    expect(spells[4]).toBeGreaterThan(10)
    const mean = coolingAfter.map((sum, k) => sum / spells[k])
    for (let k = 1; k < mean.length; k++) expect(mean[k]).toBeGreaterThan(mean[k - 1])
    expect(mean[0]).toBeLessThan(2.3)
    expect(mean[4]).toBeGreaterThan(2.6)
  })

  it('goes on from a restored state exactly as if never interrupted', () => {
    const whole = weather(900)
    const expected: WeatherSample[] = []
    simulate(whole, 900, 1, 400, (sample) => expected.push({ ...sample }))

    const first = weather(900)
    simulate(first, 900, 1, 150, () => {})
    const saved = Float64Array.from(first.state)
    const second = weather(900)
    second.state.set(saved)
    const resumed: WeatherSample[] = []
    simulate(second, 900, 151, 400, (sample) => resumed.push({ ...sample }))
    expect(resumed).toEqual(expected.slice(150))
  })

  it('differs by seed', () => {
    const one: number[] = []
    const other: number[] = []
    simulate(weather(900, 1), 900, 1, 50, ({ ambientC }) => one.push(ambientC))
    simulate(weather(900, 2), 900, 1, 50, ({ ambientC }) => other.push(ambientC))
    expect(one).not.toEqual(other)
  })
})
