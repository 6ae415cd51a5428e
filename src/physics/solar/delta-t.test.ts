import { describe, expect, it } from 'vitest'
import { deltaTSeconds, deltaTSecondsAt } from './delta-t.ts'

describe('deltaTSeconds', () => {
  // pvlib-python, tests/test_spa.py, test_calculate_deltat.
  it('is 54.413442486 s in February 1985', () => expect(deltaTSeconds(1985, 2)).toBeCloseTo(54.413442486, 8))

  // Computed with pvlib-python 0.16.1, spa.calculate_deltat: one value for each polynomial.
  it.each([
    [1910, 1, 10.445380968],
    [1930, 1, 24.130835825],
    [1950, 7, 29.289261491],
    [1970, 7, 40.739931514],
    [1995, 7, 61.231276042],
    [2025, 1, 74.492452203],
    [2060, 6, 114.630622222],
  ])('agrees with pvlib in %d-%d: %d s', (year, month, seconds) => {
    expect(deltaTSeconds(year, month)).toBeCloseTo(seconds, 8)
  })

  // Long-term parabola, −20 + 32·((y − 1820)/100)², by hand: 2200 lies 3.8 centuries after 1820.
  it('follows the long-term parabola after 2150', () => {
    expect(deltaTSeconds(2200, 1)).toBeCloseTo(-20 + 32 * (3.8 + 1 / 2400) ** 2, 9)
  })
})

describe('deltaTSecondsAt', () => {
  it.each([1920, 1941, 1961, 1986, 2005, 2050, 2150])('does not jump at the turn to %d', (year) => {
    const turn = Date.UTC(year, 0, 1)
    expect(Math.abs(deltaTSecondsAt(turn + 43_200_000) - deltaTSecondsAt(turn - 43_200_000))).toBeLessThan(0.2)
  })

  it('agrees with the value of the month in the middle of the month', () => {
    expect(deltaTSecondsAt(Date.UTC(1985, 1, 15))).toBeCloseTo(54.4134, 2)
  })
})
