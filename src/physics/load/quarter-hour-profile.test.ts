import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOURS_AROUND_DAY, QUARTERS_PER_DAY, quarterHourProfile } from './quarter-hour-profile.ts'

const means = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), {
  minLength: HOURS_AROUND_DAY,
  maxLength: HOURS_AROUND_DAY,
})

function profileOf(hours: readonly number[]): Float64Array {
  const out = new Float64Array(QUARTERS_PER_DAY + 1)
  quarterHourProfile(hours, out)
  return out
}

/** Mean of the course over an hour: trapezoids between the quarter hours. */
function hourMean(profile: Float64Array, hour: number): number {
  const [a, b, c, d, e] = profile.subarray(4 * hour, 4 * hour + 5)
  return (a / 2 + b + c + d + e / 2) / 4
}

describe('quarterHourProfile', () => {
  it('keeps every hourly mean', () => {
    fc.assert(
      fc.property(means, (hours) => {
        const profile = profileOf(hours)
        for (let hour = 0; hour < 24; hour++) {
          expect(hourMean(profile, hour)).toBeCloseTo(hours[hour + 2], 12)
        }
      }),
    )
  })

  it('is never negative', () => {
    fc.assert(
      fc.property(means, (hours) => {
        expect(Math.min(...profileOf(hours))).toBeGreaterThanOrEqual(-1e-12)
      }),
    )
  })

  it('ends a day where the next begins', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 52, maxLength: 52 }), (hours) => {
        const today = profileOf(hours.slice(0, 28))
        const tomorrow = profileOf(hours.slice(24, 52))
        expect(today[QUARTERS_PER_DAY]).toBe(tomorrow[0])
      }),
    )
  })

  it('leaves a constant constant and a straight rise straight', () => {
    expect([...profileOf(Array.from({ length: 28 }, () => 0.25))]).toEqual(Array.from({ length: 97 }, () => 0.25))
    // Hour h of the day has the mean h + 10.5: the course is 10 + t.
    const ramp = profileOf(Array.from({ length: 28 }, (_, i) => i - 2 + 10.5))
    for (let quarter = 0; quarter <= QUARTERS_PER_DAY; quarter++) {
      expect(ramp[quarter]).toBeCloseTo(10 + quarter / 4, 12)
    }
  })

  it('leaves the means by a twelfth of a step beside it', () => {
    const step = profileOf(Array.from({ length: 28 }, (_, i) => (i < 14 ? 1 : 2)))
    expect(Math.max(...step)).toBeCloseTo(2 + 1 / 12, 12)
    expect(Math.min(...step)).toBeCloseTo(1 - 1 / 12, 12)
  })

  it('starts from zero after an hour of zero', () => {
    const profile = profileOf(Array.from({ length: 28 }, (_, i) => (i < 14 ? 0 : 2)))
    expect(Math.max(...profile.subarray(0, 49))).toBe(0)
  })
})
