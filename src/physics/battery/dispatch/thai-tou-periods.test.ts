import { describe, expect, it } from 'vitest'
import { isOnPeak } from './thai-tou-periods.ts'

const MONDAY = 1
const FRIDAY = 5

describe('isOnPeak', () => {
  it.each([
    [0, false],
    [8.999, false],
    [9, true],
    [12, true],
    [21.999, true],
    [22, false],
    [23.999, false],
  ])('on a workday at %d h is %s', (hour, expected) => {
    expect(isOnPeak(hour, MONDAY, false)).toBe(expected)
    expect(isOnPeak(hour, FRIDAY, false)).toBe(expected)
  })

  it('never is on Saturday, Sunday or a holiday', () => {
    for (let hour = 0; hour < 24; hour += 0.25) {
      expect(isOnPeak(hour, 6, false)).toBe(false)
      expect(isOnPeak(hour, 0, false)).toBe(false)
      expect(isOnPeak(hour, 3, true)).toBe(false)
    }
  })

  it('covers 65 hours of a week without holidays', () => {
    let hours = 0
    for (let weekday = 0; weekday < 7; weekday++) {
      for (let hour = 0; hour < 24; hour++) {
        hours += isOnPeak(hour, weekday, false) ? 1 : 0
      }
    }
    expect(hours).toBe(65)
  })
})
