import { describe, expect, it } from 'vitest'
import { BUILDING_TYPES } from '../../campus/building-type.ts'
import { DAY_KINDS } from './academic-calendar.ts'
import { LOAD_SHAPES } from './load-shapes.ts'

const total = (hours: readonly number[]) => hours.reduce((sum, value) => sum + value, 0) / 24

/** Weight of light, plug and cooling the classroom shape is composed with. */
const LIGHT = 0.15
const PLUG = 0.25

describe('LOAD_SHAPES', () => {
  it('has 24 non-negative hours for every type and kind of day', () => {
    for (const type of BUILDING_TYPES) {
      for (const kind of DAY_KINDS) {
        expect(LOAD_SHAPES[type].hours[kind]).toHaveLength(24)
        expect(Math.min(...LOAD_SHAPES[type].hours[kind])).toBeGreaterThanOrEqual(0)
      }
    }
  })

  // Printed to 0.01: the mean of 24 rounded values is within 0.005 of the exact one.
  it.each(BUILDING_TYPES)('%s has a weekday mean of one to the rounding of the table', (type) => {
    expect(Math.abs(total(LOAD_SHAPES[type].hours.weekday) - 1)).toBeLessThan(0.005)
  })

  it.each([
    ['classroom', 0.5, 0.26],
    ['office', 0.39, 0.19],
    ['laboratory', 0.69, 0.59],
    ['library', 0.69, 0.5],
    ['dormitory', 1.22, 1.22],
    ['canteen', 0.57, 0.38],
    ['sports', 0.89, 0.89],
    ['residential', 1.21, 1.21],
    ['workshop', 0.39, 0.19],
    ['parking', 0.65, 0.56],
    ['student_center', 0.68, 0.53],
  ] as const)('%s uses %d of a weekday on Saturday and %d on Sunday', (type, saturday, sunday) => {
    expect(Math.abs(total(LOAD_SHAPES[type].hours.saturday) - saturday)).toBeLessThan(0.006)
    expect(Math.abs(total(LOAD_SHAPES[type].hours.sunday) - sunday)).toBeLessThan(0.006)
  })

  it('keeps the published hours', () => {
    expect(LOAD_SHAPES.classroom.hours.weekday[13]).toBe(1.89)
    expect(LOAD_SHAPES.office.hours.saturday[12]).toBe(0.84)
    expect(LOAD_SHAPES.dormitory.hours.weekday[21]).toBe(1.77)
    expect(LOAD_SHAPES.canteen.hours.weekday[11]).toBe(1.97)
    expect(LOAD_SHAPES.library.hours.sunday[9]).toBe(1.14)
    expect(LOAD_SHAPES.residential.hours.weekday[10]).toBe(0.6)
  })

  it('follows the office and school schedules: a weekend base between the German G1 Sunday and a third', () => {
    // BDEW G1 (offices 8 to 18): a Sunday is 17 % of a weekday.
    for (const type of ['classroom', 'office'] as const) {
      expect(total(LOAD_SHAPES[type].hours.sunday)).toBeGreaterThan(0.17)
      expect(total(LOAD_SHAPES[type].hours.sunday)).toBeLessThan(0.33)
    }
  })

  it('starts the workshop an hour before the office', () => {
    const { workshop, office } = LOAD_SHAPES
    expect(workshop.hours.weekday[7]).toBe(office.hours.weekday[8])
    expect(workshop.hours.weekday[23]).toBe(office.hours.weekday[0])
  })

  it('cools by what light and plug loads leave', () => {
    expect(LOAD_SHAPES.classroom.coolingShare).toBeCloseTo(1 - LIGHT - PLUG, 12)
    expect(LOAD_SHAPES.student_center.coolingShare).toBeCloseTo(0.4 * 0.35 + 0.4 * 0.7 + 0.2 * 0.35, 12)
    expect(LOAD_SHAPES.parking.coolingShare).toBe(0)
  })

  it('halves the sensitivity of process cooling', () => {
    expect(LOAD_SHAPES.laboratory.coolingSensitivityPerC).toBe(LOAD_SHAPES.office.coolingSensitivityPerC / 2)
  })
})
