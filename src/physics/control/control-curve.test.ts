import { describe, expect, it } from 'vitest'
import { CURVE_NUMBERS, curveValue } from './control-curve.ts'

function column(...points: readonly (readonly [x: number, y: number])[]): Float64Array {
  // Two meters' worth, so that a curve does not run into its neighbour's.
  const numbers = new Float64Array(2 * CURVE_NUMBERS).fill(7)
  numbers.fill(Number.NaN, 0, CURVE_NUMBERS)
  numbers.set(points.flat())
  return numbers
}

describe('curveValue', () => {
  // IEEE 1547-2018, table 8, category B: default settings of voltage–reactive power.
  const voltVar = column([0.92, 0.44], [0.98, 0], [1.02, 0], [1.08, -0.44])

  it.each([
    [0.8, 0.44],
    [0.92, 0.44],
    [0.95, 0.22],
    [0.98, 0],
    [1, 0],
    [1.05, -0.22],
    [1.08, -0.44],
    [1.2, -0.44],
  ])('of the default volt-var settings at %d is %d', (voltage, expected) => {
    expect(curveValue(voltVar, 0, voltage)).toBeCloseTo(expected, 12)
  })

  it('of one point is constant', () => {
    expect([0.5, 1, 1.5].map((x) => curveValue(column([1, 0.3]), 0, x))).toEqual([0.3, 0.3, 0.3])
  })

  it('of the most points ends with the last of them', () => {
    const points = Array.from({ length: 10 }, (_, k): [number, number] => [k, 10 * k])
    expect([8.5, 9, 20].map((x) => curveValue(column(...points), 0, x))).toEqual([85, 90, 90])
  })

  it('steps where two points share an x', () => {
    const step = column([1, 1], [1, 0])
    expect([0.999, 1, 1.001].map((x) => curveValue(step, 0, x))).toEqual([1, 0, 0])
  })
})
