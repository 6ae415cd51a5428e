import { describe, expect, it } from 'vitest'
import { haurwitz } from './haurwitz.ts'

describe('haurwitz', () => {
  // pvlib-python, tests/test_clearsky.py, test_haurwitz: by elevation.
  it.each([
    [5, 48.6298687942],
    [10, 135.741748092],
    [30, 487.894132885],
    [50, 778.766689344],
    [90, 1035.0920325345],
  ])('at %d° of elevation is %d W/m²', (elevation, expected) =>
    expect(haurwitz(90 - elevation)).toBeCloseTo(expected, 8),
  )

  // Computed with pvlib-python for Bangkok, 2025: apparent zenith, irradiance.
  it.each([
    [61.61923, 460.988],
    [15.18323, 996.831],
    [10.70711, 1016.008],
    [54.71015, 572.745],
  ])('at a zenith of %d° is %d W/m²', (zenith, expected) => expect(haurwitz(zenith)).toBeCloseTo(expected, 3))

  it('is dark with the sun on the horizon and below', () => {
    expect(haurwitz(90)).toBe(0)
    expect(haurwitz(120)).toBe(0)
  })
})
