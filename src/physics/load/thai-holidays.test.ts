import { describe, expect, it } from 'vitest'
import { isTariffHoliday, isThaiPublicHoliday, thaiPublicHoliday } from './thai-holidays.ts'

/** Days off of the holidays library (vacanza/holidays, TH) including substitution and bridge days. */
const PUBLISHED: Readonly<Record<number, string>> = {
  2025:
    '01-01 02-12 04-06 04-07 04-13 04-14 04-15 04-16 05-01 05-04 05-05 05-11 05-12 06-02 06-03 07-10 07-11 07-28 ' +
    '08-11 08-12 10-13 10-23 12-05 12-10 12-31',
  2026:
    '01-01 01-02 03-03 04-06 04-13 04-14 04-15 05-01 05-04 05-31 06-01 06-03 07-28 07-29 07-30 08-12 10-13 10-23 ' +
    '12-05 12-07 12-10 12-31',
  2027:
    '01-01 02-21 02-22 04-06 04-13 04-14 04-15 05-01 05-03 05-04 05-20 06-03 07-18 07-19 07-20 07-28 08-12 10-13 ' +
    '10-23 10-25 12-05 12-06 12-10 12-31',
}

function daysOff(year: number): string {
  const found: string[] = []
  for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += 86_400_000) {
    const date = new Date(ms)
    if (isThaiPublicHoliday(year, date.getUTCMonth() + 1, date.getUTCDate())) {
      found.push(date.toISOString().slice(5, 10))
    }
  }
  return found.join(' ')
}

describe('isThaiPublicHoliday', () => {
  it.each([2025, 2026, 2027])('lists exactly the published days off of %i', (year) => {
    expect(daysOff(year)).toBe(PUBLISHED[year])
  })

  it('never gives a substitution or bridge day on a weekend', () => {
    const substitutes = Object.entries(PUBLISHED)
      .flatMap(([year, dates]) => dates.split(' ').map((date) => `${year}-${date}`))
      .filter((date) => {
        const [year, month, day] = date.split('-').map(Number)
        return /lieu|Bridge/.test(thaiPublicHoliday(year, month, day) ?? '')
      })
    expect(substitutes).toHaveLength(14)
    expect(substitutes.filter((date) => [0, 6].includes(new Date(date).getUTCDay()))).toEqual([])
  })

  it('knows only fixed dates in other years', () => {
    const fixed = '01-01 04-06 04-13 04-14 04-15 05-01 05-04 06-03 07-28 08-12 10-13 10-23 12-05 12-10 12-31'
    expect(daysOff(2024)).toBe(fixed)
    expect(daysOff(2031)).toBe(fixed)
  })
})

describe('thaiPublicHoliday', () => {
  it('names the day', () => {
    expect(thaiPublicHoliday(2026, 3, 3)).toBe('Makha Bucha')
    expect(thaiPublicHoliday(2025, 4, 14)).toBe('Songkran')
    expect(thaiPublicHoliday(2025, 4, 17)).toBeUndefined()
  })
})

describe('isTariffHoliday', () => {
  it('leaves out days in lieu and bridge days, which the tariff counts as on peak', () => {
    expect(isTariffHoliday(2025, 4, 6)).toBe(true)
    expect(isTariffHoliday(2025, 4, 7)).toBe(false)
    expect(isTariffHoliday(2025, 6, 2)).toBe(false)
    expect(isTariffHoliday(2025, 6, 3)).toBe(true)
    expect(isTariffHoliday(2025, 6, 4)).toBe(false)
  })
})
