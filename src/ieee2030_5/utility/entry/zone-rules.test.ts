import { describe, expect, it } from 'vitest'
import { zoneRules } from './zone-rules.ts'

const seconds = (iso: string) => Date.parse(iso) / 1000
const IN_2026 = seconds('2026-06-01T00:00:00Z')

describe('zoneRules', () => {
  it.each([
    // IANA time zone database 2025b.
    ['Asia/Bangkok', { offset: 25_200, summerOffset: 0, summerStart: 0, summerEnd: 0 }],
    ['UTC', { offset: 0, summerOffset: 0, summerStart: 0, summerEnd: 0 }],
    [
      'Europe/Berlin',
      {
        offset: 3600,
        summerOffset: 3600,
        summerStart: seconds('2026-03-29T01:00:00Z'),
        summerEnd: seconds('2026-10-25T01:00:00Z'),
      },
    ],
    [
      'Australia/Lord_Howe',
      {
        offset: 37_800,
        summerOffset: 1800,
        summerStart: seconds('2026-10-03T15:30:00Z'),
        summerEnd: seconds('2026-04-04T15:00:00Z'),
      },
    ],
  ])('%s', (zone, rules) => {
    expect(zoneRules(zone, IN_2026)).toEqual(rules)
    expect(zoneRules(zone, IN_2026 + 86_400)).toEqual(rules)
  })
})
