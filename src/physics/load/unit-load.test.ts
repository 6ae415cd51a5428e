import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BUILDING_TYPES, type BuildingType } from '../../campus/building-type.ts'
import { LocalClock } from '../../time/local-clock.ts'
import { LOAD_SHAPES } from './load-shapes.ts'
import { UnitLoad } from './unit-load.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const unitLoad = new UnitLoad({ clock: new LocalClock('Asia/Bangkok') })
const local = (time: string) => Date.parse(`${time}+07:00`)

function loads(ms: number, meanTemperatureC: number): Float64Array {
  const out = new Float64Array(BUILDING_TYPES.length)
  unitLoad.update(ms, meanTemperatureC, out)
  return out
}

const load = (type: BuildingType, time: string, meanTemperatureC = 28) =>
  loads(local(time), meanTemperatureC)[BUILDING_TYPES.indexOf(type)]

/** Mean of a type's load over an hour, from the middles of its minutes. */
function hourMean(type: BuildingType, time: string): number {
  const index = BUILDING_TYPES.indexOf(type)
  let sum = 0
  for (let minute = 0; minute < 60; minute++) {
    sum += loads(local(time) + (minute + 0.5) * MINUTE_MS, 28)[index]
  }
  return sum / 60
}

describe('UnitLoad', () => {
  it('reaches exactly one at the design temperature in the course of a year, and never more', () => {
    const peak = new Float64Array(BUILDING_TYPES.length)
    for (let ms = local('2025-01-01T00:00'); ms < local('2026-01-01T00:00'); ms += 15 * MINUTE_MS) {
      const now = loads(ms, 31)
      for (let k = 0; k < peak.length; k++) {
        peak[k] = Math.max(peak[k], now[k])
      }
    }
    for (const value of peak) {
      expect(value).toBeLessThanOrEqual(1)
      expect(value).toBeGreaterThan(0.999)
    }
    expect([...peak].filter((value) => value === 1).length).toBeGreaterThan(peak.length / 2)
  })

  it.each(['classroom', 'laboratory', 'canteen'] as const)('keeps the ratios of the hourly means of %s', (type) => {
    // Wednesday, 2025-09-10, in the semester.
    const at13 = hourMean(type, '2025-09-10T13:00')
    const { weekday } = LOAD_SHAPES[type].hours
    for (const hour of ['00', '06', '08', '17']) {
      const ratio = weekday[Number(hour)] / weekday[13]
      expect(hourMean(type, `2025-09-10T${hour}:00`) / at13).toBeCloseTo(ratio, 10)
    }
  })

  it('is continuous, across midnight and from term to vacation too', () => {
    for (const midnight of ['2025-09-13T00:00', '2025-05-16T00:00', '2026-01-01T00:00', '2028-02-29T00:00']) {
      const before = loads(local(midnight) - 1, 28)
      const after = loads(local(midnight), 28)
      for (let k = 0; k < before.length; k++) {
        expect(Math.abs(after[k] - before[k])).toBeLessThan(1e-6)
      }
    }
  })

  it('changes by no jump within a day', () => {
    for (let minute = 0; minute < 1440; minute++) {
      const ms = local('2025-09-10T00:00') + minute * MINUTE_MS
      const before = loads(ms, 28)
      const after = loads(ms + 1000, 28)
      for (let k = 0; k < before.length; k++) {
        // The steepest course, a library at eight, rises by its peak in half an hour.
        expect(Math.abs(after[k] - before[k])).toBeLessThan(1 / 1800)
      }
    }
  })

  it('gives the same whatever was asked before', () => {
    const ms = local('2025-06-03T10:20')
    const alone = new UnitLoad({ clock: new LocalClock('Asia/Bangkok') })
    const expected = new Float64Array(BUILDING_TYPES.length)
    alone.update(ms, 29, expected)
    loads(ms + 3 * DAY_MS, 29)
    expect(loads(ms, 29)).toEqual(expected)
  })

  it('empties classrooms on holidays and fills dormitories at night', () => {
    expect(load('classroom', '2025-08-12T13:30')).toBeLessThan(0.2 * load('classroom', '2025-08-13T13:30'))
    expect(load('dormitory', '2025-09-10T22:00')).toBeGreaterThan(2 * load('dormitory', '2025-09-10T10:00'))
  })

  it('lowers the vacation by its factor', () => {
    // Wednesdays at noon: 0.55 for classrooms, 0.9 for offices, 0.4 for canteens.
    for (const [type, factor] of [
      ['classroom', 0.55],
      ['office', 0.9],
      ['canteen', 0.4],
    ] as const) {
      expect(load(type, '2025-06-11T12:30') / load(type, '2025-09-10T12:30')).toBeCloseTo(factor, 10)
    }
  })

  it('fills the library by an eighth more in examinations', () => {
    expect(load('library', '2025-12-03T14:30') / load('library', '2025-11-26T14:30')).toBeCloseTo(1.12, 10)
  })

  it('rises with the temperature of the last days, by the cooling share', () => {
    // 0.6 · 0.045 per °C for a classroom, none for a garage.
    expect(load('classroom', '2025-09-10T13:00', 29) / load('classroom', '2025-09-10T13:00', 28)).toBeCloseTo(1.027, 10)
    expect(load('parking', '2025-09-10T13:00', 35)).toBe(load('parking', '2025-09-10T13:00', 20))
    fc.assert(
      fc.property(
        fc.double({ min: 15, max: 38, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (t, rise) => {
          const cool = loads(local('2025-09-10T13:07'), t)
          const warm = loads(local('2025-09-10T13:07'), t + rise)
          for (let k = 0; k < cool.length; k++) {
            expect(warm[k]).toBeGreaterThanOrEqual(cool[k])
          }
        },
      ),
    )
  })

  it('is positive and finite at every instant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('2000-01-01T00:00Z'), max: Date.parse('2060-01-01T00:00Z') }),
        fc.double({ min: -20, max: 45, noNaN: true }),
        (ms, t) => {
          for (const value of loads(ms, t)) {
            expect(value).toBeGreaterThan(0)
            expect(value).toBeLessThan(2)
          }
        },
      ),
    )
  })
})
