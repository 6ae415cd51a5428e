import { describe, expect, it } from 'vitest'
import { clockTime, longLocalTime, shortLocalTime, sortableLocalTime } from './local-date-time.ts'

const BANGKOK = 'Asia/Bangkok'

describe('times of the campus', () => {
  it('shows Bangkok seven hours ahead of UTC', () => {
    const instant = Date.UTC(2026, 10, 24, 7, 5, 15)
    expect(longLocalTime(instant, BANGKOK)).toBe('Tue 24 Nov 2026 14:05:15')
    expect(shortLocalTime(instant, BANGKOK)).toBe('24 Nov 2026 14:05')
    expect(clockTime(instant, BANGKOK)).toBe('14:05:15')
    expect(clockTime(instant - 15_000, BANGKOK)).toBe('14:05')
    expect(sortableLocalTime(instant, BANGKOK)).toBe('2026-11-24 14:05:15')
  })

  it('changes the date at local midnight, on a leap day too', () => {
    expect(longLocalTime(Date.UTC(2028, 1, 28, 16, 59, 59), BANGKOK)).toBe('Mon 28 Feb 2028 23:59:59')
    expect(longLocalTime(Date.UTC(2028, 1, 28, 17), BANGKOK)).toBe('Tue 29 Feb 2028 00:00:00')
    expect(shortLocalTime(Date.UTC(2028, 1, 29, 17), BANGKOK)).toBe('1 Mar 2028 00:00')
  })
})
