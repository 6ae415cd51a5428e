import { describe, expect, it } from 'vitest'
import { meanObliquityDeg, nutation } from './nutation.ts'

describe('nutation', () => {
  // NREL/TP-560-34302, table A5.1.
  it('gives the published values of the worked example', () => {
    const centuries = (2452930.312847222 + 67 / 86_400 - 2451545) / 36_525
    const { longitudeDeg, obliquityDeg } = nutation(centuries)
    expect(longitudeDeg).toBeCloseTo(-0.0039984, 7)
    expect(obliquityDeg).toBeCloseTo(0.00166657, 7)
    expect(meanObliquityDeg(centuries / 10) + obliquityDeg).toBeCloseTo(23.440465, 6)
  })

  // J. Meeus, "Astronomical Algorithms", 2nd edition (1998), example 22.a: 1987-04-10 0 h TD.
  it('gives the values of Meeus', () => {
    const centuries = (2446895.5 - 2451545) / 36_525
    const { longitudeDeg, obliquityDeg } = nutation(centuries)
    expect(longitudeDeg * 3600).toBeCloseTo(-3.788, 3)
    expect(obliquityDeg * 3600).toBeCloseTo(9.443, 2)
    expect(meanObliquityDeg(centuries / 10)).toBeCloseTo(23 + 26 / 60 + 27.407 / 3600, 6)
  })
})
