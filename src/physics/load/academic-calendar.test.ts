import { describe, expect, it } from 'vitest'
import { BUILDING_TYPES } from '../../campus/building-type.ts'
import { LocalClock } from '../../time/local-clock.ts'
import { dayKind, TERMS, term, termFactor } from './academic-calendar.ts'

const clock = new LocalClock('Asia/Bangkok')
const at = (local: string) => clock.at(Date.parse(`${local}+07:00`))

describe('dayKind', () => {
  it.each([
    ['2025-08-04T12:00', 'weekday'],
    ['2025-08-09T12:00', 'saturday'],
    ['2025-08-10T12:00', 'sunday'],
    ['2025-08-12T12:00', 'sunday'], // the Queen Mother's birthday, a Tuesday
    ['2025-08-11T12:00', 'sunday'], // the bridge day before it
    ['2026-12-05T12:00', 'sunday'], // a holiday on a Saturday
    ['2026-12-07T12:00', 'sunday'], // its day in lieu
    ['2025-12-30T12:00', 'sunday'], // New Year recess, no public holiday
    ['2028-02-29T12:00', 'weekday'], // a Tuesday
  ])('%s is a %s', (local, kind) => {
    expect(dayKind(at(local))).toBe(kind)
  })

  it('changes at midnight of the campus, not of UTC', () => {
    expect(dayKind(at('2025-08-16T23:59:59.999'))).toBe('saturday')
    expect(dayKind(at('2025-08-17T00:00'))).toBe('sunday')
    expect(dayKind(clock.at(Date.parse('2025-08-17T16:59:59Z')))).toBe('sunday')
    expect(dayKind(clock.at(Date.parse('2025-08-17T17:00:00Z')))).toBe('weekday')
  })
})

describe('term', () => {
  it.each([
    ['2025-01-01', 'recess'],
    ['2025-01-03', 'vacation'],
    ['2025-01-10', 'semester'],
    ['2028-02-29', 'semester'],
    ['2025-04-12', 'recess'],
    ['2025-04-16', 'recess'],
    ['2025-04-17', 'semester'],
    ['2025-05-15', 'exam'],
    ['2025-05-16', 'vacation'],
    ['2025-07-31', 'vacation'],
    ['2025-08-01', 'semester'],
    ['2025-12-01', 'exam'],
    ['2025-12-16', 'vacation'],
    ['2025-12-31', 'recess'],
  ])('%s is in the %s', (date, expected) => {
    expect(term(at(`${date}T09:00`))).toBe(expected)
  })

  it('teaches two semesters, together about two thirds of the year', () => {
    let teaching = 0
    for (let ms = Date.parse('2025-01-01T00:00+07:00'); ms < Date.parse('2026-01-01T00:00+07:00'); ms += 86_400_000) {
      teaching += ['semester', 'exam'].includes(term(clock.at(ms))) ? 1 : 0
    }
    expect(teaching).toBe(258)
  })
})

describe('termFactor', () => {
  it('is one in the semester for every building type', () => {
    expect(BUILDING_TYPES.map((type) => termFactor(type, 'semester'))).toEqual(BUILDING_TYPES.map(() => 1))
  })

  it('follows the vacation schedules of the DOE reference schools for classrooms', () => {
    // Plug: 9 hours of 0.50 against 0.95 and 15 hours of 0.25 against 0.35.
    const plug = (9 * 0.5 + 15 * 0.25) / (9 * 0.95 + 15 * 0.35)
    expect(Math.abs(termFactor('classroom', 'vacation') - plug)).toBeLessThan(0.06)
  })

  it('stays within zero and an eighth above the semester', () => {
    for (const type of BUILDING_TYPES) {
      for (const during of TERMS) {
        expect(termFactor(type, during)).toBeGreaterThan(0)
        expect(termFactor(type, during)).toBeLessThanOrEqual(1.125)
      }
    }
  })
})
