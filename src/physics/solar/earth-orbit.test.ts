import { describe, expect, it } from 'vitest'
import { heliocentricLatitudeDeg, heliocentricLongitudeDeg, sunDistanceAu } from './earth-orbit.ts'

/** Julian ephemeris millennia of 2003-10-17 12:30:30 UTC−7 with ΔT 67 s. */
const EXAMPLE_MILLENNIA = (2452930.312847222 + 67 / 86_400 - 2451545) / 365_250

describe('the orbit of the Earth', () => {
  // NREL/TP-560-34302, table A5.1.
  it('gives the published heliocentric coordinates of the worked example', () => {
    expect(heliocentricLongitudeDeg(EXAMPLE_MILLENNIA)).toBeCloseTo(24.0182616917, 8)
    expect(heliocentricLatitudeDeg(EXAMPLE_MILLENNIA)).toBeCloseTo(-0.0001011219, 10)
    expect(sunDistanceAu(EXAMPLE_MILLENNIA)).toBeCloseTo(0.9965422974, 10)
  })

  // J. Meeus, "Astronomical Algorithms", 2nd edition (1998), example 25.b: 1992-10-13 0 h TD.
  it('gives the distance of Meeus', () => {
    expect(sunDistanceAu((2448908.5 - 2451545) / 365_250)).toBeCloseTo(0.99760775, 7)
  })
})
