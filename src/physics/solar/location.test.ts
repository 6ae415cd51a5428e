import { describe, expect, it } from 'vitest'
import { pressureAtElevationHpa } from './location.ts'

describe('pressureAtElevationHpa', () => {
  // pvlib-python, tests/test_atmosphere.py, test_alt2pres: 1000 m is 89874.75 Pa.
  it('gives the standard atmosphere at 1000 m', () => expect(pressureAtElevationHpa(1000)).toBeCloseTo(898.7475, 4))

  it('gives one atmosphere at sea level', () => expect(pressureAtElevationHpa(0)).toBeCloseTo(1013.25, 3))
})
