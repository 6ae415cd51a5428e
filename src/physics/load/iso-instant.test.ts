import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseIsoInstant } from './iso-instant.ts'

describe('parseIsoInstant', () => {
  // RFC 3339, section 5.8, examples.
  it.each([
    ['1985-04-12T23:20:50.52Z', Date.UTC(1985, 3, 12, 23, 20, 50, 520)],
    ['1996-12-19T16:39:57-08:00', Date.UTC(1996, 11, 20, 0, 39, 57)],
    ['1937-01-01T12:00:27.87+00:20', Date.UTC(1937, 0, 1, 11, 40, 27, 870)],
    ['2025-01-01 07:00+0700', Date.UTC(2025, 0, 1)],
    ['2028-02-29T00:00Z', Date.UTC(2028, 1, 29)],
  ])('reads %s', (text, ms) => {
    expect(parseIsoInstant(text)).toBe(ms)
  })

  it.each([
    '',
    'now',
    '2025-01-01',
    '2025-01-01T00:00:00',
    '2025-02-29T00:00Z',
    '2025-02-30T00:00Z',
    '2025-13-01T00:00Z',
    '2025-01-00T00:00Z',
    '2025-01-01T24:00Z',
    '2025-01-01T00:60Z',
    '2025-01-01T00:00:60Z',
    '2025-01-01T00:00+24:00',
    '2025-01-01T00:00Zx',
    '0025-01-01T00:00Z',
    '1735689600',
  ])('refuses %j', (text) => {
    expect(parseIsoInstant(text)).toBeNaN()
  })

  it('reads back what a date writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }), (ms) => {
        expect(parseIsoInstant(new Date(ms).toISOString())).toBe(ms)
      }),
    )
  })
})
