import { describe, expect, it } from 'vitest'
import { daysSinceJ2000, julianDay } from './julian-day.ts'

/** NREL/TP-560-34302, table A4.1, and the worked example of appendix A.5. */
const PUBLISHED = [
  { instant: '2000-01-01T12:00:00Z', day: 2451545.0 },
  { instant: '1999-01-01T00:00:00Z', day: 2451179.5 },
  { instant: '1987-01-27T00:00:00Z', day: 2446822.5 },
  { instant: '1987-06-19T12:00:00Z', day: 2446966.0 },
  { instant: '1988-01-27T00:00:00Z', day: 2447187.5 },
  { instant: '1988-06-19T12:00:00Z', day: 2447332.0 },
  { instant: '1900-01-01T00:00:00Z', day: 2415020.5 },
  { instant: '2003-10-17T12:30:30-07:00', day: 2452930.312847 },
]

describe('julianDay', () => {
  it.each(PUBLISHED)('counts to $day at $instant', ({ instant, day }) => {
    expect(julianDay(Date.parse(instant))).toBeCloseTo(day, 6)
    expect(daysSinceJ2000(Date.parse(instant))).toBeCloseTo(day - 2451545, 6)
  })

  it('counts the leap day as a day of its own', () => {
    expect(julianDay(Date.UTC(2024, 2, 1)) - julianDay(Date.UTC(2024, 1, 28))).toBe(2)
  })
})
