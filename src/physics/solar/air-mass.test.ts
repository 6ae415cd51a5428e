import { describe, expect, it } from 'vitest'
import { absoluteAirMass, relativeAirMass } from './air-mass.ts'

describe('relativeAirMass', () => {
  // pvlib-python, tests/test_atmosphere.py, kastenyoung1989 (36.467, 5.586, 1.000), with more digits from 0.16.1.
  it.each([
    [0, 0.999711992],
    [30, 1.153992233],
    [60, 1.994292853],
    [80, 5.58603588],
    [85, 10.305791327],
    [89.9, 36.466786299],
    [90, 37.919608378],
  ])('at %d° is %d', (zenith, expected) => expect(relativeAirMass(zenith)).toBeCloseTo(expected, 8))
})

describe('absoluteAirMass', () => {
  it('shrinks with the pressure', () => expect(absoluteAirMass(2, 506.625)).toBe(1))
})
