import { describe, expect, it } from 'vitest'
import { isAcceptedInterval, nearestAcceptedIntervals } from './interval.ts'

describe('isAcceptedInterval', () => {
  it('takes exactly the intervals that meet every quarter hour or lie on some, and every midnight', () => {
    const accepted = Array.from({ length: 86_400 }, (_, index) => index + 1).filter(isAcceptedInterval)
    const quarterHours = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 96].map((count) => count * 900)
    const divisorsOf900 = [
      1, 2, 3, 4, 5, 6, 9, 10, 12, 15, 18, 20, 25, 30, 36, 45, 50, 60, 75, 90, 100, 150, 180, 225, 300, 450,
    ]
    expect(accepted).toEqual([...divisorsOf900, ...quarterHours])
  })
})

describe('nearestAcceptedIntervals', () => {
  it.each([
    [7, [6, 9]],
    [16, [15, 18]],
    [500, [450, 900]],
    [4500, [3600, 5400]],
    [0, [1, 1]],
    [1e99, [86_400, 86_400]],
  ])('of %d are %j', (interval, nearest) => {
    expect(nearestAcceptedIntervals(interval)).toEqual(nearest)
  })
})
