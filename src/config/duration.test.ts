import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDuration, parseDuration } from './duration.ts'

describe('parseDuration', () => {
  it.each([
    ['15s', 15_000],
    ['90m', 5_400_000],
    ['36h', 129_600_000],
    ['7d', 604_800_000],
    ['365d', 31_536_000_000],
    ['1d12h', 129_600_000],
    ['1d2h3m4s', 93_784_000],
    ['2d4s', 172_804_000],
    [' 5m ', 300_000],
    ['36525d', 3_155_760_000_000],
  ])('reads %j', (text, ms) => {
    expect(parseDuration(text)).toBe(ms)
  })

  it.each([
    '',
    ' ',
    '5',
    '0s',
    '0d0h',
    '1.5h',
    '-1h',
    '+1h',
    '12h1d',
    '1h1h',
    '5x',
    '1w',
    '5 m',
    '1e3s',
    '36526d',
    'P7D',
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeNull()
  })

  it('reads back what formatDuration writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_155_760_000 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds * 1000))).toBe(seconds * 1000)
      }),
    )
  })
})

describe('formatDuration', () => {
  it('writes each unit at most once, largest first', () => {
    expect(formatDuration(129_600_000)).toBe('1d12h')
    expect(formatDuration(900_000)).toBe('15m')
    expect(formatDuration(0)).toBe('0s')
  })
})
