import { describe, expect, it } from 'vitest'
import { relativeSaving, savings } from './savings.ts'

describe('savings', () => {
  it('are what is better than the grid alone, for buyers and sellers', () => {
    const values = savings(Float64Array.of(-10, 7, -3, 999), Float64Array.of(-12, 5, -2))
    expect([...values]).toEqual([2, 2, -1])
  })

  it('relate to the size of the bill, whoever owes it', () => {
    expect(relativeSaving(2, -8)).toBe(0.25)
    expect(relativeSaving(2, 8)).toBe(0.25)
    expect(relativeSaving(-2, -8)).toBe(-0.25)
    expect(relativeSaving(0, -8)).toBe(0)
    expect(relativeSaving(2, 0)).toBeNull()
  })
})
