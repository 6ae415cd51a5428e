import { describe, expect, it } from 'vitest'
import { geocentricSun } from './sun-geocentric.ts'

describe('geocentricSun', () => {
  // NREL/TP-560-34302, table A5.1: 2003-10-17 12:30:30 UTC−7, ΔT 67 s.
  it('gives every printed quantity of the worked example', () => {
    const sun = geocentricSun(Date.parse('2003-10-17T12:30:30-07:00'), 67)
    expect(sun.distanceAu).toBeCloseTo(0.9965422974, 10)
    expect(sun.obliquityDeg).toBeCloseTo(23.440465, 6)
    expect(sun.apparentLongitudeDeg).toBeCloseTo(204.0085519281, 8)
    expect(sun.siderealTimeDeg).toBeCloseTo(318.51191, 6)
    expect(sun.rightAscensionDeg).toBeCloseTo(202.227408, 6)
    expect(sun.declinationDeg).toBeCloseTo(-9.31434, 5)
    expect(sun.equationOfTimeMinutes).toBeCloseTo(14.64, 2)
  })

  // J. Meeus, "Astronomical Algorithms", 2nd edition (1998), examples 25.b and 28.a: 1992-10-13 0 h TD. He adds the
  // FK5 correction of 0.09″, which the NREL algorithm leaves out within its uncertainty of 0.0003°.
  it('agrees with Meeus within its uncertainty', () => {
    const sun = geocentricSun(Date.parse('1992-10-13T00:00:00Z'), 0)
    expect(Math.abs(sun.apparentLongitudeDeg - (199 + 54 / 60 + 21.818 / 3600))).toBeLessThan(3e-4)
    expect(Math.abs(sun.rightAscensionDeg - 15 * (13 + 13 / 60 + 30.749 / 3600))).toBeLessThan(3e-4)
    expect(Math.abs(sun.declinationDeg + (7 + 47 / 60 + 1.74 / 3600))).toBeLessThan(3e-4)
    expect(sun.equationOfTimeMinutes).toBeCloseTo(13.7094, 3)
  })

  // Same book, example 12.a: apparent sidereal time 13 h 10 min 46.1351 s.
  it('gives the sidereal time of Meeus', () => {
    const sun = geocentricSun(Date.parse('1987-04-10T00:00:00Z'))
    expect(sun.siderealTimeDeg).toBeCloseTo(15 * (13 + 10 / 60 + 46.1351 / 3600), 5)
  })

  // Computed with pvlib-python 0.16.1, solarposition.spa_python, ΔT 69 s.
  it.each([
    ['2025-01-15T09:00+07:00', -9.334],
    ['2025-03-20T12:00+07:00', -7.443],
    ['2025-04-27T12:15+07:00', 2.379],
    ['2025-06-21T12:00+07:00', -1.79],
    ['2025-09-22T12:00+07:00', 7.264],
    ['2025-12-21T12:00+07:00', 1.964],
    ['2024-02-29T17:45+07:00', -12.401],
  ])('knows the equation of time at %s: %d min', (instant, minutes) => {
    expect(geocentricSun(Date.parse(instant), 69).equationOfTimeMinutes).toBeCloseTo(minutes, 3)
  })
})
