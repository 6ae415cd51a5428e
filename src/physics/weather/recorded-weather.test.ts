import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LocalClock } from '../../time/local-clock.ts'
import { parseEpw } from './epw.ts'
import { type RecordedSample, RecordedWeather } from './recorded-weather.ts'
import type { RecordedYear } from './recorded-year.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const BANGKOK = new LocalClock('Asia/Bangkok')
const MIDNIGHT_MS = Date.parse('2025-03-10T00:00:00+07:00')
/** First row of 10 March: 68 days of 24 hours. */
const MIDNIGHT_ROW = 68 * 24

/** A sun on the equator at the equinox, at a site five hours west of Greenwich: up from 6 to 18 file time. */
function equinoxSine(epochMs: number): number {
  return Math.max(0, Math.sin((2 * Math.PI * (epochMs - 5 * HOUR_MS - 6 * HOUR_MS)) / DAY_MS))
}

/** A year of hours: irradiance by hour of the day with a wobble by row, the rest as given. */
function year(change: Partial<RecordedYear> = {}): RecordedYear {
  const rows = 8760
  const column = (value: (row: number) => number): Float64Array =>
    Float64Array.from({ length: rows }, (_, r) => value(r))
  const day = (row: number): number => Math.max(0, Math.sin((2 * Math.PI * ((row % 24) + 0.5 - 6)) / 24))
  return {
    location: { latitudeDeg: 0, longitudeDeg: -75, elevationM: 10 },
    utcOffsetHours: -5,
    ambientC: column((row) => 20 + (row % 24)),
    relativeHumidity: column(() => 70),
    ghiWm2: column((row) => Math.round(900 * day(row) * (0.6 + 0.4 * Math.sin(row)))),
    dniWm2: column((row) => (day(row) > 0 ? 700 : 0)),
    dhiWm2: column((row) => Math.round(180 * day(row))),
    windMs: column(() => 3),
    cloudCover: column(() => 0.4),
    rain: new Uint8Array(rows),
    ...change,
  }
}

function blankSample(): RecordedSample {
  return {
    condition: 0,
    clearSkyIndex: 0,
    ambientC: 0,
    windMs: 0,
    relativeHumidity: 0,
    ghiWm2: 0,
    dniWm2: 0,
    dhiWm2: 0,
  }
}

function replay(intervalSeconds: number, recorded = year(), clock = BANGKOK): RecordedWeather {
  return new RecordedWeather(recorded, { clock, intervalSeconds, sunElevationSine: equinoxSine })
}

function sampleAt(weather: RecordedWeather, midpointMs: number): RecordedSample {
  const out = blankSample()
  weather.advance(1, midpointMs, out)
  return out
}

describe('RecordedWeather irradiance', () => {
  it.each([15, 60, 300, 900, 1800, 3600])('keeps each hour’s mean at %i s', (intervalSeconds) => {
    const recorded = year()
    const weather = replay(intervalSeconds, recorded)
    const perHour = 3600 / intervalSeconds
    for (let hour = 0; hour < 24; hour++) {
      let ghi = 0
      let dhi = 0
      for (let k = 0; k < perHour; k++) {
        const sample = sampleAt(weather, MIDNIGHT_MS + hour * HOUR_MS + (k + 0.5) * intervalSeconds * 1000)
        ghi += sample.ghiWm2 / perHour
        dhi += sample.dhiWm2 / perHour
      }
      expect(ghi).toBeCloseTo(recorded.ghiWm2[MIDNIGHT_ROW + hour], 9)
      expect(dhi).toBeCloseTo(recorded.dhiWm2[MIDNIGHT_ROW + hour], 9)
    }
  })

  it('keeps the energy of a week on any grid, aligned with the hours or not', () => {
    const recorded = year()
    const total = recorded.ghiWm2.subarray(MIDNIGHT_ROW, MIDNIGHT_ROW + 7 * 24).reduce((sum, ghi) => sum + ghi, 0)
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 4 * 3600 }), fc.integer({ min: 0, max: 3599 }), (seconds, shift) => {
        const weather = replay(seconds, recorded)
        // From before midnight to after the seventh one, so that what is cut off is night.
        const start = MIDNIGHT_MS - shift * 1000
        let wattHours = 0
        for (let k = 0; start + k * seconds * 1000 < MIDNIGHT_MS + 7 * DAY_MS; k++) {
          wattHours += (sampleAt(weather, start + (k + 0.5) * seconds * 1000).ghiWm2 * seconds) / 3600
        }
        expect(Math.abs(wattHours / total - 1)).toBeLessThan(1e-9)
      }),
      { numRuns: 40 },
    )
  })

  it('follows the sun within the hour', () => {
    const weather = replay(900)
    const quarters = [0, 1, 2, 3].map((k) => sampleAt(weather, MIDNIGHT_MS + 7 * HOUR_MS + (k + 0.5) * 900_000))
    const sines = [0, 1, 2, 3].map((k) => Math.sin((2 * Math.PI * (1 + (k + 0.5) / 4)) / 24))
    quarters.forEach((quarter, k) => {
      expect(quarter.ghiWm2 / quarters[0].ghiWm2).toBeCloseTo(sines[k] / sines[0], 9)
      expect(quarter.dhiWm2 / quarters[0].dhiWm2).toBeCloseTo(sines[k] / sines[0], 9)
    })
  })

  it('averages the hours that an interval covers, and parts of hours by their sun', () => {
    const recorded = year()
    const [nine, ten, eleven] = [9, 10, 11].map((hour) => recorded.ghiWm2[MIDNIGHT_ROW + hour])
    const threeHours = sampleAt(replay(10_800), MIDNIGHT_MS + 10.5 * HOUR_MS)
    expect(threeHours.ghiWm2).toBeCloseTo((nine + ten + eleven) / 3, 9)

    // On a grid from half hour to half hour, 9:30 to 10:30 is the later half of nine and the earlier half of ten.
    const sine = (hour: number): number => Math.sin((2 * Math.PI * (hour - 6)) / 24)
    const later = (2 * sine(9.75)) / (sine(9.25) + sine(9.75))
    const earlier = (2 * sine(10.25)) / (sine(10.25) + sine(10.75))
    const straddling = sampleAt(replay(3600), MIDNIGHT_MS + 10 * HOUR_MS)
    expect(straddling.ghiWm2).toBeCloseTo((nine * later + ten * earlier) / 2, 6)
  })

  it('spreads evenly what was recorded before the sun is up', () => {
    const ghiWm2 = year().ghiWm2
    ghiWm2[MIDNIGHT_ROW + 5] = 4
    const weather = replay(900, year({ ghiWm2 }))
    for (const quarter of [0.5, 1.5, 2.5, 3.5]) {
      const sample = sampleAt(weather, MIDNIGHT_MS + 5 * HOUR_MS + quarter * 900_000)
      expect([sample.ghiWm2, sample.dniWm2]).toEqual([4, 0])
    }
  })

  it('closes global = direct·sine + diffuse', () => {
    const weather = replay(60)
    for (let minute = 8 * 60; minute < 16 * 60; minute += 7) {
      const midpointMs = MIDNIGHT_MS + (minute + 0.5) * 60_000
      const { ghiWm2, dniWm2, dhiWm2 } = sampleAt(weather, midpointMs)
      const closure = dniWm2 * equinoxSine(weather.sunEpochMs(midpointMs)) + dhiWm2
      expect(closure).toBeCloseTo(Math.max(ghiWm2, dhiWm2), 9)
      expect(dniWm2).toBeGreaterThanOrEqual(0)
    }
  })

  it('makes no beam of what is only rounding', () => {
    const { ghiWm2, dhiWm2, dniWm2 } = year()
    // 40 W/m² too much for a sun that averages a sine of 0.13 and a recorded beam of 60 W/m².
    ghiWm2[MIDNIGHT_ROW + 6] = 60
    dhiWm2[MIDNIGHT_ROW + 6] = 20
    dniWm2[MIDNIGHT_ROW + 6] = 60
    // Less in all than from the sky alone: no beam, and no negative one.
    ghiWm2[MIDNIGHT_ROW + 12] = 90
    dhiWm2[MIDNIGHT_ROW + 12] = 100
    const weather = replay(900, year({ ghiWm2, dhiWm2, dniWm2 }))
    expect(sampleAt(weather, MIDNIGHT_MS + 6 * HOUR_MS + 450_000).dniWm2).toBeCloseTo(1.25 * 60 + 25, 9)
    expect(sampleAt(weather, MIDNIGHT_MS + 12 * HOUR_MS + 450_000).dniWm2).toBe(0)
  })

  it('is dark at night', () => {
    expect(sampleAt(replay(15), MIDNIGHT_MS + 2 * HOUR_MS)).toMatchObject({ ghiWm2: 0, dniWm2: 0, dhiWm2: 0 })
  })
})

describe('RecordedWeather', () => {
  it('reads the file’s clock as the campus’s', () => {
    const weather = replay(900)
    // Noon on the campus is noon in the file: 17:00 UTC five hours west of Greenwich.
    expect(weather.sunEpochMs(Date.parse('2025-03-10T12:00:00+07:00'))).toBe(Date.parse('2025-03-10T12:00:00-05:00'))
    expect(weather.location.longitudeDeg).toBe(-75)
  })

  it('depends on the interval alone, not on what was asked before', () => {
    const weather = replay(900)
    const midpoints = Array.from({ length: 96 }, (_, k) => MIDNIGHT_MS + (k + 0.5) * 900_000)
    const forwards = midpoints.map((midpointMs) => sampleAt(weather, midpointMs))
    const backwards = midpoints.toReversed().map((midpointMs) => sampleAt(weather, midpointMs))
    expect(backwards.toReversed()).toEqual(forwards)
    expect(sampleAt(replay(900), midpoints[50])).toEqual(forwards[50])
  })

  it('joins hourly values, which hold at the end of their hour', () => {
    const weather = replay(60)
    // Row 8 ends at nine with 28 °C, row 9 at ten with 29 °C.
    expect(sampleAt(weather, MIDNIGHT_MS + 9 * HOUR_MS).ambientC).toBeCloseTo(28, 9)
    expect(sampleAt(weather, MIDNIGHT_MS + 9.5 * HOUR_MS).ambientC).toBeCloseTo(28.5, 9)
    // Across midnight from row 23 with 43 °C to row 0 with 20 °C, at new year from the year's last row to its first.
    for (const midnight of ['2025-03-10', '2026-01-01']) {
      const ms = Date.parse(`${midnight}T00:00:00+07:00`)
      expect(sampleAt(weather, ms + 0.25 * HOUR_MS).ambientC).toBeCloseTo(43 - 23 * 0.25, 9)
    }
  })

  it('takes 28 February for a leap day the file does not have', () => {
    const { ambientC } = year()
    ambientC[58 * 24 + 11] = 99
    const weather = replay(60, year({ ambientC }))
    expect(sampleAt(weather, Date.parse('2024-02-28T12:00:00+07:00') - 1).ambientC).toBeCloseTo(99, 3)
    expect(sampleAt(weather, Date.parse('2024-02-29T12:00:00+07:00') - 1).ambientC).toBeCloseTo(99, 3)
    expect(sampleAt(weather, Date.parse('2024-03-01T12:00:00+07:00') - 1).ambientC).toBeLessThan(40)
  })

  it('reads in a half-hour zone hours that intervals straddle', () => {
    const kolkata = new LocalClock('Asia/Kolkata')
    const start = Date.parse('2025-03-10T00:00:00Z')
    const weather = replay(3600, year(), kolkata)
    let wattHours = 0
    for (let k = -6; k < 19; k++) wattHours += sampleAt(weather, start + (k + 0.5) * HOUR_MS).ghiWm2
    const total = year()
      .ghiWm2.subarray(MIDNIGHT_ROW, MIDNIGHT_ROW + 24)
      .reduce((sum, ghi) => sum + ghi, 0)
    expect(wattHours).toBeCloseTo(total, 6)
  })

  it.each([
    { tenths: 0, condition: 0, factor: 1 },
    { tenths: 2, condition: 0, factor: 0.997 },
    { tenths: 3, condition: 1, factor: 0.987 },
    { tenths: 5, condition: 1, factor: 0.929 },
    { tenths: 6, condition: 2, factor: 0.868 },
    { tenths: 7, condition: 2, factor: 0.777 },
    { tenths: 8, condition: 3, factor: 0.649 },
    { tenths: 10, condition: 3, factor: 0.25 },
    { tenths: Number.NaN, condition: 0, factor: 1 },
  ])('names a dry sky of $tenths tenths by index $condition', ({ tenths, condition, factor }) => {
    const cloudCover = year().cloudCover.fill(tenths / 10)
    const sample = sampleAt(replay(900, year({ cloudCover })), MIDNIGHT_MS + 450_000)
    expect(sample.condition).toBe(condition)
    expect(sample.clearSkyIndex).toBeCloseTo(factor, 3)
  })

  it('calls a wet hour rainy whatever the cover', () => {
    const rain = new Uint8Array(8760).fill(1, MIDNIGHT_ROW + 9, MIDNIGHT_ROW + 10)
    const weather = replay(900, year({ rain }))
    const conditions = [8.9, 9.1, 9.9, 10.1].map((hour) => sampleAt(weather, MIDNIGHT_MS + hour * HOUR_MS).condition)
    expect(conditions).toEqual([1, 4, 4, 1])
  })
})

const MIAMI = new URL('../../../../shared/data/miami_tmy3.epw', import.meta.url)
const missing = existsSync(MIAMI) ? '' : ' (skipped: ../shared/data/miami_tmy3.epw is not beside the checkout)'

describe.skipIf(missing !== '')(`a recorded year of Miami${missing}`, () => {
  // Low-precision sun of the Astronomical Almanac, to 0.01°: any reasonable sun must keep the energy.
  function miamiSine(epochMs: number): number {
    const rad = Math.PI / 180
    const d = epochMs / DAY_MS - 10_957.5
    const anomaly = (357.528 + 0.9856003 * d) * rad
    const longitude = (280.46 + 0.9856474 * d + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * rad
    const obliquity = 23.439 * rad
    const declination = Math.asin(Math.sin(obliquity) * Math.sin(longitude))
    const ascension = Math.atan2(Math.cos(obliquity) * Math.sin(longitude), Math.cos(longitude))
    const hourAngle = (280.46062 + 360.98564737 * d - 80.3) * rad - ascension
    const latitude = 25.82 * rad
    return Math.max(
      0,
      Math.sin(latitude) * Math.sin(declination) + Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle),
    )
  }

  it.each([60, 900, 3600])('keeps the year’s recorded irradiance at %i s', (intervalSeconds) => {
    const recorded = parseEpw(readFileSync(MIAMI, 'utf8'), 'miami_tmy3.epw')
    const weather = new RecordedWeather(recorded, { clock: BANGKOK, intervalSeconds, sunElevationSine: miamiSine })
    const start = Date.parse('2025-01-01T00:00:00+07:00')
    const out = blankSample()
    let ghi = 0
    let dhi = 0
    let largestDni = 0
    let closed = 0
    const ticks = (365 * 86_400) / intervalSeconds
    for (let tick = 1; tick <= ticks; tick++) {
      const midpointMs = start + (tick - 0.5) * intervalSeconds * 1000
      weather.advance(tick, midpointMs, out)
      ghi += out.ghiWm2
      dhi += out.dhiWm2
      largestDni = Math.max(largestDni, out.dniWm2)
      const beam = out.dniWm2 * miamiSine(weather.sunEpochMs(midpointMs))
      if (out.ghiWm2 > out.dhiWm2) closed += Math.min(1, beam / (out.ghiWm2 - out.dhiWm2)) * out.ghiWm2
      else closed += out.ghiWm2
    }
    // Sums of the file's columns 14 and 16 [Wh/m²].
    expect(Math.abs((ghi * intervalSeconds) / 3600 / 1_753_129 - 1)).toBeLessThan(1e-9)
    expect(Math.abs((dhi * intervalSeconds) / 3600 / 811_141 - 1)).toBeLessThan(1e-9)
    expect(largestDni).toBeLessThan(1200)
    expect(closed / ghi).toBeGreaterThan(0.998)
  })
})
