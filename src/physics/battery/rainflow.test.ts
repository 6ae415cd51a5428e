import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countRainflow } from './rainflow.ts'

/** Counts summed by range. */
function histogram(record: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { range, count } of countRainflow(record)) {
    counts[range] = (counts[range] ?? 0) + count
  }
  return counts
}

describe('countRainflow', () => {
  it('counts the example of ASTM E1049-85, figure 6', () => {
    expect(histogram([-2, 1, -3, 5, -1, 3, -4, 4, -2])).toEqual({ 3: 0.5, 4: 1.5, 6: 0.5, 8: 1, 9: 0.5 })
  })

  it('does not see values between the reversals, nor repeated ones', () => {
    expect(histogram([-2, -1, 1, 1, -1, -3, 1, 5, 5, -1, 3, 0, -4, 4, 4, -2])).toEqual({
      3: 0.5,
      4: 1.5,
      6: 0.5,
      8: 1,
      9: 0.5,
    })
  })

  it('counts a day of a battery, charged by noon and empty by night, as two half cycles', () => {
    expect(histogram([0.25, 0.5, 1, 0.75, 0.25])).toEqual({ 0.75: 1 })
  })

  it.each([[[]], [[0.5]], [[0.5, 0.5, 0.5]]])('finds no cycle in %j', (record) => {
    expect(countRainflow(record)).toEqual([])
  })

  it('counts the whole path once: half of it is the sum of range times count', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 60 }), (record) => {
        const path = record.reduce((sum, v, i) => sum + (i === 0 ? 0 : Math.abs(v - record[i - 1])), 0)
        const counted = countRainflow(record).reduce((sum, { range, count }) => sum + range * count, 0)
        expect(counted).toBe(path / 2)
      }),
    )
  })
})
