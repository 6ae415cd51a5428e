import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReadingType } from '../../model/reading-type.ts'
import { netPower, type TypedValue } from './net-power.ts'

const AVERAGE: ReadingType = { uom: 38, kind: 37, dataQualifier: 2, accumulationBehaviour: 0, flowDirection: 1 }
const MOMENTARY: ReadingType = { uom: 38, kind: 37, dataQualifier: 0, accumulationBehaviour: 12, flowDirection: 1 }

const of = (type: ReadingType, value: number | null, start = 0): TypedValue => ({ type, latest: { start, value } })
const forward = (value: number, start = 0) => of(AVERAGE, value, start)
const reverse = (value: number, start = 0) => of({ ...AVERAGE, flowDirection: 19 }, value, start)

describe('net power', () => {
  it.each<[string, readonly TypedValue[], number | null]>([
    ['imported, declared forward', [forward(500)], 500],
    ['exported, declared forward', [forward(-500)], -500],
    ['generated, declared reverse', [reverse(500)], -500],
    ['charged, declared reverse', [reverse(-500)], 500],
    ['nothing, declared reverse', [reverse(0)], 0],
    ['imports and exports of an interval, each by itself', [forward(300), reverse(200)], 100],
    ['only exports of those', [forward(0), reverse(200)], -200],
    ['the same net in both directions, imported', [forward(500), reverse(-500)], 500],
    ['the same net in both directions, exported', [forward(-500), reverse(500)], -500],
    ['two that contradict each other', [forward(-500), reverse(400)], null],
    ['two of different times', [forward(500, 0), reverse(100, 300)], null],
    ['the later of two of one direction', [forward(500, 0), forward(600, 300)], 600],
    ['no direction', [of({ ...AVERAGE, flowDirection: 0 }, 500)], null],
    ['one of three phases', [of({ ...AVERAGE, phase: 129 }, 500)], null],
    ['all three phases', [of({ ...AVERAGE, phase: 224 }, 500)], 500],
    ['reactive power', [of({ ...AVERAGE, uom: 63 }, 500)], null],
    ['a maximum', [of({ ...AVERAGE, dataQualifier: 8 }, 500)], null],
    ['an average beside a momentary value', [of(MOMENTARY, 1, 60), forward(500)], 500],
    ['a momentary value alone', [of(MOMENTARY, 7)], 7],
    ['an interval without a value', [of(AVERAGE, null)], null],
    ['nothing at all', [], null],
  ])('of %s', (_, values, expected) => {
    expect(netPower(values)).toBe(expected)
  })

  it('is turned around when all directions are', () => {
    const value = fc.record({
      direction: fc.constantFrom(1, 19),
      value: fc.integer({ min: -9, max: 9 }),
      start: fc.nat(1),
    })
    const turned = (direction: number) => (direction === 1 ? 19 : 1)
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), (entries) => {
        const net = netPower(
          entries.map((one) => of({ ...AVERAGE, flowDirection: one.direction }, one.value, one.start)),
        )
        const other = netPower(
          entries.map((one) => of({ ...AVERAGE, flowDirection: turned(one.direction) }, one.value, one.start)),
        )
        expect(other).toBe(net === null ? null : 0 - net)
      }),
    )
  })
})
