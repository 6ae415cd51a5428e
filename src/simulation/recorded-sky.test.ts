import { describe, expect, it } from 'vitest'
import { WEATHER_CONDITIONS } from '../config/settings.ts'
import { sunPosition } from '../physics/solar/sun-position.ts'
import { dateOfRow, type RecordedYear } from '../physics/weather/recorded-year.ts'
import { CampusSimulation } from '../run/campus-simulation.ts'
import { START_MS, testInputs } from '../run/run-inputs.fixture.ts'
import { LocalClock } from '../time/local-clock.ts'
import { RecordedSky } from './recorded-sky.ts'

const HOUR_MS = 3_600_000
const BANGKOK = new LocalClock('Asia/Bangkok')
const BANGKOK_PLACE = { latitudeDeg: 13.73, longitudeDeg: 100.57, elevationM: 4 }

/** A year of equal days: bright from six to six, one degree warmer each month, rain at 15 o'clock. */
function year(changes: Partial<RecordedYear> = {}): RecordedYear {
  const column = (value: (hour: number, month: number) => number): Float64Array =>
    Float64Array.from({ length: 8760 }, (_, row) => value(row % 24, dateOfRow(8760, row).month))
  const bright = (hour: number): number => Math.max(0, Math.sin((Math.PI * (hour + 0.5 - 6)) / 12))
  return {
    location: BANGKOK_PLACE,
    utcOffsetHours: 7,
    ambientC: column((_, month) => 20 + month),
    relativeHumidity: column(() => 70),
    ghiWm2: column((hour) => Math.round(800 * bright(hour))),
    dniWm2: column((hour) => Math.round(600 * bright(hour))),
    dhiWm2: column((hour) => Math.round(250 * bright(hour))),
    windMs: column(() => 2),
    cloudCover: column(() => 0.4),
    rain: Uint8Array.from({ length: 8760 }, (_, row) => (row % 24 === 15 ? 1 : 0)),
    ...changes,
  }
}

/** The sky over the middle of the hour that begins at a local hour of 10 March 2025. */
function skyAt(hour: number, recorded = year(), intervalSeconds = 3600): RecordedSky {
  const sky = new RecordedSky(recorded, intervalSeconds, BANGKOK)
  sky.advance(1, START_MS + hour * HOUR_MS + (intervalSeconds * 1000) / 2)
  return sky
}

describe('RecordedSky', () => {
  it('brings the recorded irradiance, temperature, wind and rain of the hour', () => {
    const { irradiance, weather } = skyAt(12)
    expect(irradiance.ghiWm2).toBeCloseTo(Math.round(800 * Math.sin((Math.PI * 6.5) / 12)), 9)
    expect(irradiance.dhiWm2).toBeCloseTo(Math.round(250 * Math.sin((Math.PI * 6.5) / 12)), 9)
    expect(weather).toMatchObject({ ambientC: 23, windMs: 2, relativeHumidity: 70 })
    expect(WEATHER_CONDITIONS[weather.condition]).toBe('Partly_Cloudy')
    expect(WEATHER_CONDITIONS[skyAt(15).weather.condition]).toBe('Rainy')
  })

  it('keeps the energy of every hour at 15 seconds', () => {
    const recorded = year()
    const sky = new RecordedSky(recorded, 15, BANGKOK)
    for (const hour of [6, 12, 17]) {
      let sum = 0
      for (let k = 0; k < 240; k++) {
        sky.advance(1, START_MS + hour * HOUR_MS + (k + 0.5) * 15_000)
        sum += sky.irradiance.ghiWm2
      }
      expect(sum / 240).toBeCloseTo(recorded.ghiWm2[hour], 6)
    }
  })

  it('is exactly dark at night', () => {
    for (const hour of [0, 3, 19, 23]) {
      const { ghiWm2, dniWm2, dhiWm2 } = skyAt(hour).irradiance
      expect([ghiWm2, dniWm2, dhiWm2]).toEqual([0, 0, 0])
    }
  })

  it('has the sun of the place of the recording at the local time of the campus', () => {
    const air = { pressureHpa: 1012.8, temperatureC: 28 }
    const { sun } = skyAt(12)
    const expected = sunPosition(START_MS + 12.5 * HOUR_MS, BANGKOK_PLACE, air)
    expect(sun.zenithDeg).toBeCloseTo(expected.zenithDeg, 4)
    expect(sun.azimuthDeg).toBeCloseTo(expected.azimuthDeg, 3)
    // A recording made at noon elsewhere is noon here: London's sun, not Bangkok's, in London's local time.
    const london = { latitudeDeg: 51.5, longitudeDeg: -0.12, elevationM: 11 }
    const abroad = skyAt(12, year({ location: london, utcOffsetHours: 0 })).sun
    const there = sunPosition(Date.parse('2025-03-10T12:30:00Z'), london, air)
    expect(abroad.zenithDeg).toBeCloseTo(there.zenithDeg, 4)
  })

  it('knows the mean temperature of each month', () => {
    const sky = skyAt(0)
    for (let month = 1; month <= 12; month++) {
      expect(sky.meanTemperatureC(month)).toBeCloseTo(20 + month, 9)
    }
    const leap = year({ ambientC: Float64Array.from({ length: 8784 }, (_, row) => dateOfRow(8784, row).month) })
    expect(skyAt(0, leap).meanTemperatureC(12)).toBeCloseTo(12, 9)
  })

  it('depends on the instant alone', () => {
    const sky = new RecordedSky(year(), 900, BANGKOK)
    sky.advance(1, START_MS + 40.125 * HOUR_MS)
    sky.advance(2, START_MS + 10.125 * HOUR_MS)
    const fresh = skyAt(10, year(), 900)
    expect({ ...sky.irradiance, ...sky.sun, ...sky.weather }).toEqual({
      ...fresh.irradiance,
      ...fresh.sun,
      ...fresh.weather,
    })
    expect(sky.state).toHaveLength(0)
  })
})

describe('a simulation under a recorded sky', () => {
  const inputs = { ...testInputs({ intervalSeconds: 900, meters: 5 }), recordedYear: year() }
  const begin = async (saved: Parameters<typeof CampusSimulation.create>[2]) => {
    const simulation = await CampusSimulation.create(inputs, START_MS + 8 * HOUR_MS, saved)
    if (simulation === null) throw new Error('the state fits')
    return simulation
  }

  it('resumes with the same state', async () => {
    const whole = await begin(null)
    for (let tick = 0; tick < 20; tick++) await whole.advance()
    const columns = new Map(
      [...whole.save()].map(([name, column]) => [name, new Uint8Array(column.slice().buffer)] as const),
    )
    const resumed = await begin({ tick: 20, columns })
    await whole.advance()
    await resumed.advance()
    expect(resumed.snapshot()).toEqual(whole.snapshot())
    expect(resumed.save()).toEqual(whole.save())
    expect(whole.snapshot()).toMatchObject({ ambientC: 23, weather: 'Partly_Cloudy' })
  })
})
