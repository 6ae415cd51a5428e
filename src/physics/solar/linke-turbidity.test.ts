import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkeTurbidity } from './linke-turbidity.ts'

describe('linkeTurbidity', () => {
  // Remund et al. 2003, cell of Bangkok, through pvlib-python 0.16.1, clearsky.lookup_linke_turbidity.
  it.each([
    [16.5, 3.55],
    [46, 3.75],
    [75.5, 4.3],
    [167, 5.15],
    [228.5, 5.3],
    [320, 4.0],
    [350.5, 3.75],
  ])('passes through the published value of mid-month: day %d is %d', (day, expected) => {
    expect(linkeTurbidity(day)).toBeCloseTo(expected, 10)
  })

  it('joins the end of the year to its beginning, leap year or not', () => {
    expect(linkeTurbidity(366 - 1e-9)).toBeCloseTo(linkeTurbidity(1), 7)
    expect(linkeTurbidity(366.5)).toBeCloseTo(linkeTurbidity(1.5), 10)
  })

  it('is smooth and stays within the range of its months', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 366.9, noNaN: true }), (day) => {
        const turbidity = linkeTurbidity(day)
        return turbidity > 3.5 && turbidity < 5.35 && Math.abs(linkeTurbidity(day + 0.05) - turbidity) < 0.002
      }),
    )
  })
})
