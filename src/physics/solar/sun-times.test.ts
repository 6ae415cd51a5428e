import { describe, expect, it } from 'vitest'
import { sunPosition } from './sun-position.ts'
import { sunTimes } from './sun-times.ts'

const GOLDEN = { latitudeDeg: 39.742476, longitudeDeg: -105.1786, elevationM: 1830.14 }
const BANGKOK = { latitudeDeg: 13.779, longitudeDeg: 100.56, elevationM: 3 }
const TROMSO = { latitudeDeg: 69.6492, longitudeDeg: 18.9553, elevationM: 10 }

function localTime(epochMs: number | null, utcOffsetHours: number): string | null {
  if (epochMs === null) return null
  return new Date(Math.round(epochMs / 1000) * 1000 + utcOffsetHours * 3_600_000).toISOString().slice(0, 19)
}

function day(date: string, place: typeof GOLDEN, utcOffsetHours: number, deltaT?: number) {
  const { sunriseMs, transitMs, sunsetMs } = sunTimes(Date.parse(date) - utcOffsetHours * 3_600_000, place, deltaT)
  return [sunriseMs, transitMs, sunsetMs].map((instant) => localTime(instant, utcOffsetHours))
}

describe('sunTimes', () => {
  // NREL/TP-560-34302, table A5.1. The report's sunset, 17:20:19, is the one within the UTC day of the example, which
  // in Golden is the evening before.
  it('gives the published sunrise, transit and sunset of the worked example', () => {
    const [sunrise, transit] = day('2003-10-17', GOLDEN, -7, 67)
    expect(sunrise).toBe('2003-10-17T06:12:43')
    expect(transit).toBe('2003-10-17T11:46:05')
    expect(day('2003-10-16', GOLDEN, -7, 67)[2]).toBe('2003-10-16T17:20:19')
  })

  // pvlib-python, tests/test_solarposition.py, expected_rise_set_spa: sunrise, transit, sunset. Its sunset of
  // 2015-08-02, 19:13:58, is again the one of the UTC day, thus of 1 August in Golden.
  it('gives the published times of Golden to the second', () => {
    expect(day('2015-01-02', GOLDEN, -7)).toEqual(['2015-01-02T07:21:55', '2015-01-02T12:04:45', '2015-01-02T16:47:43'])
    const [sunrise, transit] = day('2015-08-02', GOLDEN, -7)
    expect(sunrise).toBe('2015-08-02T05:00:27')
    expect(transit).toBe('2015-08-02T12:06:58')
    expect(day('2015-08-01', GOLDEN, -7)[2]).toBe('2015-08-01T19:13:58')
  })

  // NREL's SPA web calculator, as quoted in pvlib-python, tests/test_solarposition.py, test_sun_rise_set_transit_spa.
  it('gives the published times of 35° S to the second', () => {
    const south = { latitudeDeg: -35, longitudeDeg: 0, elevationM: 0 }
    expect(day('1996-07-05', south, 0)).toEqual(['1996-07-05T07:08:15', '1996-07-05T12:04:36', '1996-07-05T17:01:04'])
    expect(day('2004-12-04', south, 0)).toEqual(['2004-12-04T04:38:57', '2004-12-04T11:50:22', '2004-12-04T19:02:03'])
  })

  // Computed with pvlib-python 0.16.1, sun_rise_set_transit_spa, ΔT 69 s; its sunrise under a date is that of the UTC
  // day, which rises in Bangkok on the next civil day. Civil date of the sunrise, and of transit and sunset.
  it.each([
    ['2025-01-16T06:45:15', '2025-01-15T12:27:09', '2025-01-15T18:09:17'],
    ['2025-03-21T06:21:19', '2025-03-20T12:25:12', '2025-03-20T18:28:36'],
    ['2025-06-22T05:51:33', '2025-06-21T12:19:33', '2025-06-21T18:47:48'],
    ['2025-09-23T06:06:53', '2025-09-22T12:10:30', '2025-09-22T18:13:57'],
    ['2025-12-22T06:36:50', '2025-12-21T12:15:48', '2025-12-21T17:55:16'],
  ])('gives the times of Bangkok to the second (%s)', (sunrise, transit, sunset) => {
    expect(day(sunrise.slice(0, 10), BANGKOK, 7, 69)[0]).toBe(sunrise)
    expect(day(transit.slice(0, 10), BANGKOK, 7, 69).slice(1)).toEqual([transit, sunset])
  })

  it('finds the sun 0.8333° under the horizon at rise and set, and in the meridian between', () => {
    const air = { pressureHpa: 1013.25, temperatureC: 28 }
    for (const date of ['2024-02-29', '2025-06-21', '2025-12-31']) {
      const { sunriseMs, transitMs, sunsetMs } = sunTimes(Date.parse(`${date}T00:00+07:00`), BANGKOK)
      // Parallax, which the definition of sunrise leaves out, lowers the sun by 0.0024°.
      expect(sunPosition(sunriseMs ?? 0, BANGKOK, air).zenithDeg).toBeCloseTo(90.8357, 3)
      expect(sunPosition(sunsetMs ?? 0, BANGKOK, air).zenithDeg).toBeCloseTo(90.8357, 3)
      expect(Math.sin((sunPosition(transitMs, BANGKOK, air).azimuthDeg * Math.PI) / 180)).toBeCloseTo(0, 4)
    }
  })

  it('has no sunrise in polar night, on polar day, nor at the poles', () => {
    for (const date of ['2024-12-21', '2025-06-21']) {
      const [sunrise, transit, sunset] = day(date, TROMSO, 1)
      expect([sunrise, sunset]).toEqual([null, null])
      expect(transit?.slice(0, 13)).toBe(`${date}T11`)
      expect(day(date, { latitudeDeg: 90, longitudeDeg: 0, elevationM: 0 }, 0)[0]).toBeNull()
    }
  })
})
