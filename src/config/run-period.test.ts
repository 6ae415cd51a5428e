import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../errors/problem.ts'
import { periodLengthFix, runPeriod } from './run-period.ts'

const NOW_MS = Date.UTC(2025, 0, 1, 0, 7, 23, 456)
const open = { startMs: null, endMs: null, durationMs: null, intervalSeconds: 15 }

describe('runPeriod', () => {
  it('starts now, rounded down to the interval, and lives without an end', () => {
    expect(runPeriod(open, NOW_MS)).toEqual({ startMs: Date.UTC(2025, 0, 1, 0, 7, 15), endMs: null })
    expect(runPeriod({ ...open, intervalSeconds: 900 }, NOW_MS).startMs).toBe(Date.UTC(2025, 0, 1))
  })

  it('keeps a given start as it is', () => {
    expect(runPeriod({ ...open, startMs: 7 }, NOW_MS)).toEqual({ startMs: 7, endMs: null })
  })

  it('ends after the duration', () => {
    expect(runPeriod({ ...open, startMs: 1000, durationMs: 30_000 }, NOW_MS)).toEqual({ startMs: 1000, endMs: 31_000 })
  })

  it('refuses an end that is over when the run starts now', () => {
    expect(() => runPeriod({ ...open, endMs: Date.UTC(2025, 0, 1) }, NOW_MS)).toThrow(UsageError)
    expect(() => runPeriod({ ...open, endMs: Date.UTC(2025, 0, 1, 0, 8, 1) }, NOW_MS)).toThrow(
      'The nearest are 2025-01-01T00:08:00.000Z and 2025-01-01T00:08:15.000Z',
    )
    expect(runPeriod({ ...open, endMs: Date.UTC(2025, 0, 1, 0, 8) }, NOW_MS).endMs).toBe(Date.UTC(2025, 0, 1, 0, 8))
  })
})

describe('periodLengthFix', () => {
  it.each([
    [0, 'The nearest is 15m'],
    [-1, 'The nearest is 15m'],
    [60_000, 'The nearest is 15m'],
    [1_000_000, 'The nearest are 15m and 30m'],
    [900_000, null],
  ])('of %d ms at 900 s is %j', (lengthMs, fix) => {
    expect(periodLengthFix(lengthMs, 900, null)).toBe(fix)
  })

  it('accepts exactly the positive multiples of the interval', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 1000 }), fc.integer({ min: 0, max: 899_999 }), (count, restMs) => {
        const fits = restMs === 0 && count > 0
        expect(periodLengthFix(count * 900_000 + restMs, 900, 0) === null).toBe(fits)
      }),
    )
  })
})
