import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanRampShare, rampShare } from './ramp.ts'

describe('rampShare', () => {
  it('is a straight line up to its end, and a step without length', () => {
    expect([0, 15, 30, 60, 61].map((seconds) => rampShare(seconds, 60))).toEqual([0, 0.25, 0.5, 1, 1])
    expect(rampShare(0, 0)).toBe(1)
  })
})

describe('meanRampShare', () => {
  it.each([
    [0, 60, 60, 0.5],
    [0, 120, 60, 0.75],
    [30, 60, 60, 0.75],
    [30, 90, 60, 0.875],
    [60, 120, 60, 1],
    [0, 60, 0, 1],
  ])('from %d s to %d s of a ramp of %d s is %d', (from, to, ramp, expected) => {
    expect(meanRampShare(from, to, ramp)).toBeCloseTo(expected, 12)
  })

  it('of a span is that of its halves: intervals of any length give the same energy', () => {
    const seconds = fc.integer({ min: 0, max: 5000 })
    fc.assert(
      fc.property(seconds, fc.integer({ min: 1, max: 900 }), seconds, (from, half, ramp) => {
        const halves = [from, from + half].map((begin) => meanRampShare(begin, begin + half, ramp))
        expect(meanRampShare(from, from + 2 * half, ramp)).toBeCloseTo((halves[0] + halves[1]) / 2, 9)
      }),
    )
  })
})
