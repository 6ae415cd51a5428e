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

  it('knows zones west of Greenwich, by the quarter hour, and local mean time with its seconds', () => {
    expect(new LocalClock('America/St_Johns').offsetMs(Date.UTC(2025, 0, 1))).toBe(-3.5 * HOUR_MS)
    expect(new LocalClock('Asia/Kathmandu').offsetMs(Date.UTC(2025, 0, 1))).toBe(5.75 * HOUR_MS)
    // Bangkok kept 6:42:04 until 1920.
    expect(new LocalClock('Asia/Bangkok').offsetMs(Date.UTC(1910, 0, 1))).toBe(((6 * 60 + 42) * 60 + 4) * 1000)
  })

  it('agrees with the civil time the platform formats, through all changes of two years', () => {
    for (const timeZone of ['Europe/Berlin', 'Africa/Casablanca', 'Australia/Lord_Howe', 'Pacific/Apia']) {
      const format = new Intl.DateTimeFormat('en-CA', {
        timeZone,
        dateStyle: 'short',
        timeStyle: 'medium',
        hour12: false,
      })
      const clock = new LocalClock(timeZone)
      for (let ms = Date.UTC(2024, 0, 1); ms < Date.UTC(2026, 0, 1); ms += 7 * HOUR_MS) {
        const local = new Date(ms + clock.offsetMs(ms)).toISOString()
        const [date, time] = format.format(ms).split(', ')
        expect([date, time.replace(/^24/, '00')]).toEqual([local.slice(0, 10), local.slice(11, 19)])
      }
    }
  })

  it('refuses a zone the platform does not know', () => {
    expect(() => new LocalClock('Asia/Atlantis')).toThrow(RangeError)
  })
})
