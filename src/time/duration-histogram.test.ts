import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DurationHistogram } from './duration-histogram.ts'

it('counts each duration in the bucket it belongs to, the bound included', () => {
  const histogram = new DurationHistogram([0.1, 1])
  for (const seconds of [0, 0.1, 0.2, 1, 1.5, 60]) histogram.add(seconds)
  expect(histogram.figures()).toEqual({ bounds: [0.1, 1], counts: [2, 2, 2], sumSeconds: 0 + 0.1 + 0.2 + 1 + 1.5 + 60 })
})

it('loses none, and none of what was told changes', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true })), (durations) => {
      const histogram = new DurationHistogram([0.01, 0.5, 10])
      const before = histogram.figures()
      for (const seconds of durations) histogram.add(seconds)
      expect(before.counts).toEqual([0, 0, 0, 0])
      expect(histogram.figures().counts.reduce((sum, count) => sum + count)).toBe(durations.length)
    }),
    { numRuns: 50 },
  )
})
