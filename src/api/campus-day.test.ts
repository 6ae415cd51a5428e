import { describe, expect, it } from 'vitest'
import { LocalClock } from '../time/local-clock.ts'
import { dateText, dayOfDate, dayOfEnd, localText } from './campus-day.ts'

const bangkok = new LocalClock('Asia/Bangkok')
const HOUR_MS = 3_600_000

describe('a day of the campus', () => {
  it('ends with its midnight', () => {
    const midnight = Date.parse('2025-03-11T00:00:00+07:00')
    expect(dayOfEnd(midnight, bangkok).date).toBe('2025-03-10')
    expect(dayOfEnd(midnight + 1, bangkok)).toEqual({
      date: '2025-03-11',
      fromMs: midnight,
      toMs: midnight + 24 * HOUR_MS,
    })
  })

  it.each([
    ['2025-03-30', 23],
    ['2025-10-26', 25],
    ['2025-07-01', 24],
  ])('is as long as the clocks make it: %s in Berlin, %d h', (date, hours) => {
    const { fromMs, toMs } = dayOfDate(date, new LocalClock('Europe/Berlin'))
    expect((toMs - fromMs) / HOUR_MS).toBe(hours)
  })

  it('is named by a date that there is', () => {
    expect(dateText.safeParse('2024-02-29').success).toBe(true)
    for (const bad of ['2025-02-29', '2025-13-01', '2025-3-1', 'today', '1066-10-14']) {
      expect(dateText.safeParse(bad).success).toBe(false)
    }
  })

  it('has its times on its own clock', () => {
    expect(localText(Date.parse('2025-03-09T23:28:14.400Z'), bangkok)).toBe('2025-03-10T06:28:14+07:00')
    expect(localText(0, new LocalClock('America/St_Johns'))).toBe('1969-12-31T20:30:00-03:30')
  })
})
