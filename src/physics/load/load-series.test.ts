import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LoadSeries, meanKw } from './load-series.ts'

const MINUTE = 60_000

/** Minutes and kW. */
function series(...values: readonly (readonly [minute: number, kw: number])[]): LoadSeries {
  return new LoadSeries(
    Float64Array.from(values, ([minute]) => minute * MINUTE),
    Float64Array.from(values, ([, kw]) => kw),
  )
}

const quarterly = series([0, 10], [15, 20], [30, 40], [45, 0])

describe('meanKw', () => {
  it('is the value itself within one step', () => {
    expect(meanKw(quarterly, 0, 15 * MINUTE)).toBe(10)
    expect(meanKw(quarterly, 15 * MINUTE, 15 * MINUTE + 15_000)).toBe(20)
    expect(meanKw(quarterly, 29.75 * MINUTE, 30 * MINUTE)).toBe(20)
  })

  it('weights each value by the time it held', () => {
    expect(meanKw(quarterly, 0, 60 * MINUTE)).toBe(17.5)
    expect(meanKw(quarterly, 10 * MINUTE, 20 * MINUTE)).toBe(15)
    expect(meanKw(quarterly, 10 * MINUTE, 40 * MINUTE)).toBeCloseTo((5 * 10 + 15 * 20 + 10 * 40) / 30, 12)
  })

  it('is not a number where the recording does not reach', () => {
    expect(meanKw(quarterly, -1, 10 * MINUTE)).toBeNaN()
    expect(meanKw(quarterly, 50 * MINUTE, 60 * MINUTE)).toBe(0)
    expect(meanKw(quarterly, 50 * MINUTE, 60 * MINUTE + 1)).toBeNaN()
    expect(meanKw(quarterly, 90 * MINUTE, 95 * MINUTE)).toBeNaN()
  })

  it('holds a value over a gap, and the last one for the median step', () => {
    const gap = series([0, 1], [15, 2], [30, 3], [300, 4], [315, 5])
    expect(meanKw(gap, 200 * MINUTE, 205 * MINUTE)).toBe(3)
    expect(gap.endMs).toBe(330 * MINUTE)
  })

  it('finds its place wherever it looked before', () => {
    const recorded = series(...Array.from({ length: 200 }, (_, i): [number, number] => [i * 15, i]))
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 199 }), { minLength: 1, maxLength: 30 }), (steps) => {
        for (const step of steps) {
          expect(meanKw(recorded, step * 15 * MINUTE, (step * 15 + 1) * MINUTE)).toBe(step)
        }
      }),
    )
  })

  it('loses no energy, however a span is cut', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.double({ min: 0, max: 500, noNaN: true })), {
      minLength: 2,
      maxLength: 30,
    })
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 120 }), (increments, cut) => {
        let minute = 0
        const values = increments.map(([step, kw]): [number, number] => {
          minute += step
          return [minute, kw]
        })
        const recorded = series(...values)
        const begin = recorded.timesMs[0]
        const { endMs } = recorded
        const exact = values.reduce((sum, [from, kw], i) => {
          const to = i + 1 < values.length ? values[i + 1][0] * MINUTE : endMs
          return sum + kw * (to - from * MINUTE)
        }, 0)
        let sum = 0
        for (let from = begin; from < endMs; from += cut * MINUTE) {
          const to = Math.min(endMs, from + cut * MINUTE)
          sum += meanKw(recorded, from, to) * (to - from)
        }
        expect(Math.abs(sum - exact)).toBeLessThanOrEqual(1e-9 * (exact + 1))
      }),
    )
  })
})
