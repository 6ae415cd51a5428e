import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInstant } from './instant.ts'

describe('parseInstant', () => {
  // Seconds since 1970: 2025-01-01T00:00:00Z is 1 735 689 600 (20 089 days of 86 400 s).
  it.each([
    ['2025-01-01T00:00:00Z', 1_735_689_600_000],
    ['2025-01-01T00:00Z', 1_735_689_600_000],
    ['2025-01-01T07:00:00+07:00', 1_735_689_600_000],
    ['2025-01-01T07:00:00+0700', 1_735_689_600_000],
    ['2025-01-01T07:00:00+07', 1_735_689_600_000],
    ['2024-12-31T14:30:00-09:30', 1_735_689_600_000],
    [' 2025-01-01t00:00:00.25z ', 1_735_689_600_250],
    ['1970-01-01T00:00:00Z', 0],
    ['2024-02-29T23:59:59.999Z', 1_709_251_199_999],
  ])('reads %j', (text, ms) => {
    expect(parseInstant(text)).toEqual({ ok: true, ms })
  })

  it.each([
    ['2025-01-01', 'Add the time and the offset: 2025-01-01T00:00:00+07:00'],
    ['2025-01-01T08:30:00', 'Add the offset: 2025-01-01T08:30:00+07:00, or 2025-01-01T08:30:00Z for UTC'],
    ['2025-02-29T00:00:00Z', 'There is no 2025-02-29 in the calendar'],
    ['2025-04-31T00:00:00Z', 'There is no 2025-04-31 in the calendar'],
    ['2025-13-01T00:00:00Z', 'There is no 2025-13-01 in the calendar'],
    ['2025-00-10T00:00:00Z', 'There is no 2025-00-10 in the calendar'],
    ['2025-01-00T00:00:00Z', 'There is no 2025-01-00 in the calendar'],
    ['2568-01-01T00:00:00+07:00', 'Years are Gregorian: 2568 BE is 2025'],
  ])('refuses %j and says how to mend it', (text, fix) => {
    expect(parseInstant(text)).toEqual({ ok: false, fix })
  })

  it.each([
    '',
    'yesterday',
    '2025-1-1T00:00:00Z',
    '2025-01-01 00:00:00Z',
    '2025-01-01T24:00:00Z',
    '2025-01-01T00:60:00Z',
    '2025-01-01T00:00:60Z',
    '2025-01-01T00:00:00+15:00',
    '2025-01-01T00:00:00+07:60',
    '2025-01-01T00:00:00.1234Z',
    '1969-12-31T23:59:59Z',
    '2200-01-01T00:00:00Z',
    '1735689600',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toEqual({ ok: false })
  })

  it('agrees with the platform on every instant the platform writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7_258_118_399_999 }), (ms) => {
        expect(parseInstant(new Date(ms).toISOString())).toEqual({ ok: true, ms })
      }),
    )
  })
})
