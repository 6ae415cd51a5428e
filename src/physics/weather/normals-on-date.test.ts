import { describe, expect, it } from 'vitest'
import { BANGKOK_CLIMATE } from './bangkok-climate.ts'
import { normalsOnDate } from './normals-on-date.ts'

const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

describe('BANGKOK_CLIMATE', () => {
  it('has twelve months with their extremes in order', () => {
    expect(BANGKOK_CLIMATE.months).toHaveLength(12)
    for (const { minC, meanC, maxC } of BANGKOK_CLIMATE.months) {
      expect(minC).toBeLessThan(meanC)
      expect(meanC).toBeLessThan((minC + maxC) / 2)
      // Beyond an eighth of the range the daily curve would pass its own extremes.
      expect((minC + maxC) / 2 - meanC).toBeLessThan((maxC - minC) / 8)
    }
  })

  it('gives wind in metres per second', () => {
    // Met Office: January 2.1 mph, March 3.3 mph.
    expect(BANGKOK_CLIMATE.months[0].windMs).toBeCloseTo(0.9388, 4)
    expect(BANGKOK_CLIMATE.months[2].windMs).toBeCloseTo(1.4752, 4)
  })
})

describe('normalsOnDate', () => {
  it('passes through the mid-month values', () => {
    // The 16th is the middle of a month of 31 days.
    expect(normalsOnDate(BANGKOK_CLIMATE, dayNumber('2025-01-16')).meanC).toBeCloseTo(27.0, 10)
    expect(normalsOnDate(BANGKOK_CLIMATE, dayNumber('2025-05-16')).maxC).toBeCloseTo(34.6, 10)
    expect(normalsOnDate(BANGKOK_CLIMATE, dayNumber('2025-12-16')).relativeHumidity).toBeCloseTo(63, 10)
  })

  it('moves little from day to day, over new year and the leap day too', () => {
    for (let day = dayNumber('2023-12-01'); day < dayNumber('2025-02-01'); day++) {
      const today = normalsOnDate(BANGKOK_CLIMATE, day)
      const tomorrow = normalsOnDate(BANGKOK_CLIMATE, day + 1)
      expect(Math.abs(tomorrow.meanC - today.meanC)).toBeLessThan(0.08)
      expect(Math.abs(tomorrow.windMs - today.windMs)).toBeLessThan(0.03)
    }
  })
})
