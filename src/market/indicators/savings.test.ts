import { describe, expect, it } from 'vitest'
import { relativeSaving, savingSpread, savings } from './savings.ts'

describe('savings', () => {
  it('are what is better than the grid alone, for buyers and sellers', () => {
    const values = savings(Float64Array.of(-10, 7, -3, 999), Float64Array.of(-12, 5, -2))
    expect([...values]).toEqual([2, 2, -1])
  })

  it('are spread over the meters, losses counted as none', () => {
    // 1, 2, 3 and 4 with a loss of a micro-unit more than roundings cost: pairs differ by 40 in all, over 2 · 5 · 10.
    const spread = savingSpread(Float64Array.of(3, 1, -1001, 4, 2))
    expect(spread.worseOff).toBe(1)
    expect(spread.gini).toBeCloseTo(0.4, 14)
    expect(spread.jain).toBeCloseTo(100 / (5 * 30), 14)
    expect(savingSpread(Float64Array.of(-1000, 0))).toEqual({ worseOff: 0, gini: null, jain: null })
  })

  it('relate to the size of the bill, whoever owes it', () => {
    expect(relativeSaving(2, -8)).toBe(0.25)
    expect(relativeSaving(2, 8)).toBe(0.25)
    expect(relativeSaving(-2, -8)).toBe(-0.25)
    expect(relativeSaving(0, -8)).toBe(0)
    expect(relativeSaving(2, 0)).toBeNull()
  })
})
