import { describe, expect, it } from 'vitest'
import { HOUR_MS, LocalClock } from './local-clock.ts'

describe('LocalClock', () => {
  it('reads Bangkok seven hours ahead of UTC, across a day boundary', () => {
    const clock = new LocalClock('Asia/Bangkok')
    expect(clock.at(Date.UTC(2024, 1, 28, 17, 30))).toEqual({
      year: 2024,
      month: 2,
      day: 29,
      hour: 0.5,
      weekday: 4,
      dayNumber: Date.UTC(2024, 1, 29) / (24 * HOUR_MS),
    })
  })

  it('follows a zone through its change to summer time, in whatever order instants are asked for', () => {
    const clock = new LocalClock('Europe/Berlin')
    const change = Date.UTC(2025, 2, 30, 1)
    expect(clock.offsetMs(change)).toBe(2 * HOUR_MS)
    expect(clock.offsetMs(change - 1)).toBe(HOUR_MS)
    expect(clock.offsetMs(change - 48 * HOUR_MS)).toBe(HOUR_MS)
    expect(clock.offsetMs(change + 48 * HOUR_MS)).toBe(2 * HOUR_MS)
  })

  it('knows half-hour zones and instants before 1970', () => {
    expect(new LocalClock('Asia/Kolkata').offsetMs(0)).toBe(5.5 * HOUR_MS)
    expect(new LocalClock('UTC').at(-1)).toMatchObject({ year: 1969, month: 12, day: 31, weekday: 3 })
  })

  it('refuses a zone the platform does not know', () => {
    expect(() => new LocalClock('Asia/Atlantis')).toThrow(RangeError)
  })
})
