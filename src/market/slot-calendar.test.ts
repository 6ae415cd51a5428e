import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, LocalClock } from '../time/local-clock.ts'
import { SlotCalendar } from './slot-calendar.ts'

const MINUTE_MS = 60_000
const at = (text: string): number => Date.parse(text)

function startOf(zone: string, slotSeconds: number, text: string): string {
  return new Date(new SlotCalendar(slotSeconds, new LocalClock(zone)).startOf(at(text))).toISOString()
}

describe('startOf', () => {
  it.each([
    ['Asia/Bangkok', 900, '2025-03-10T00:00:00+07:00', '2025-03-09T17:00:00.000Z'],
    ['Asia/Bangkok', 900, '2025-03-10T00:14:59.999+07:00', '2025-03-09T17:00:00.000Z'],
    ['Asia/Bangkok', 900, '2025-03-10T00:15:00+07:00', '2025-03-09T17:15:00.000Z'],
    ['Asia/Bangkok', 86_400, '2025-03-10T23:59:59+07:00', '2025-03-09T17:00:00.000Z'],
    // Half and three-quarter hours east of Greenwich: hours begin when the local clock strikes.
    ['Asia/Kolkata', 3600, '2025-03-10T10:10:00+05:30', '2025-03-10T04:30:00.000Z'],
    ['Asia/Kathmandu', 3600, '2025-03-10T10:10:00+05:45', '2025-03-10T04:15:00.000Z'],
    ['America/New_York', 21_600, '2025-01-10T07:00:00-05:00', '2025-01-10T11:00:00.000Z'],
  ])('in %s with slots of %d s takes %s to %s', (zone, slotSeconds, instant, expected) => {
    expect(startOf(zone, slotSeconds, instant)).toBe(expected)
  })

  it.each([
    // Clocks go forward from 02:00 to 03:00 and back from 03:00 to 02:00, both at 01:00 UTC.
    ['Europe/Berlin', 21_600, '2025-03-30T00:30:00Z', '2025-03-29T23:00:00.000Z'],
    ['Europe/Berlin', 21_600, '2025-03-30T01:00:00Z', '2025-03-30T01:00:00.000Z'],
    ['Europe/Berlin', 21_600, '2025-03-30T03:59:00Z', '2025-03-30T01:00:00.000Z'],
    ['Europe/Berlin', 21_600, '2025-03-30T04:00:00Z', '2025-03-30T04:00:00.000Z'],
    ['Europe/Berlin', 21_600, '2025-10-26T00:59:00Z', '2025-10-25T22:00:00.000Z'],
    ['Europe/Berlin', 21_600, '2025-10-26T01:30:00Z', '2025-10-26T01:00:00.000Z'],
    // By half an hour, from 02:00 to 01:30 at 15:00 UTC the day before.
    ['Australia/Lord_Howe', 3600, '2025-04-05T15:10:00Z', '2025-04-05T15:00:00.000Z'],
    ['Australia/Lord_Howe', 3600, '2025-04-05T15:30:00Z', '2025-04-05T15:30:00.000Z'],
  ])('in %s begins a slot of %d s where the clocks change: %s belongs to %s', (zone, slotSeconds, text, expected) => {
    expect(startOf(zone, slotSeconds, text)).toBe(expected)
  })

  it('cuts time into slots without gap or overlap, through every change of the clocks', () => {
    const zones = ['Asia/Bangkok', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']
    const slots = [60, 300, 900, 1800, 3600, 7200, 21_600, 86_400]
    const minutes = fc.integer({ min: 0, max: 365 * 24 * 60 })
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.constantFrom(...slots), minutes, (zone, slotSeconds, minute) => {
        const calendar = new SlotCalendar(slotSeconds, new LocalClock(zone))
        const instant = at('2025-01-01T00:00:00Z') + minute * MINUTE_MS
        const start = calendar.startOf(instant)
        expect(start).toBeLessThanOrEqual(instant)
        expect(instant - start).toBeLessThan(calendar.slotMs)
        // Every instant between belongs to the same slot, and the one before its start does not.
        expect(calendar.startOf(start)).toBe(start)
        expect(calendar.startOf(Math.floor((start + instant) / 2))).toBe(start)
        expect(calendar.startOf(start - 1)).toBeLessThan(start)
      }),
      { numRuns: 200 },
    )
  })
})

describe('endsAt', () => {
  it('is true once a slot, at its last interval', () => {
    const calendar = new SlotCalendar(900, new LocalClock('Asia/Bangkok'))
    // A run that begins at 00:07 closes a slot of 8 minutes first.
    const ends: number[] = []
    for (let minute = 8; minute <= 60; minute++) {
      if (calendar.endsAt(at('2025-03-10T00:00:00+07:00') + minute * MINUTE_MS, MINUTE_MS)) ends.push(minute)
    }
    expect(ends).toEqual([15, 30, 45, 60])
  })

  it('is true for every interval as long as a slot or longer', () => {
    const calendar = new SlotCalendar(900, new LocalClock('Asia/Bangkok'))
    const midnight = at('2025-03-10T00:00:00+07:00')
    expect(calendar.endsAt(midnight + HOUR_MS, HOUR_MS)).toBe(true)
    expect(calendar.endsAt(midnight + 900_000, 900_000)).toBe(true)
    expect(new SlotCalendar(86_400, new LocalClock('Asia/Bangkok')).endsAt(midnight + DAY_MS, DAY_MS)).toBe(true)
  })
})
