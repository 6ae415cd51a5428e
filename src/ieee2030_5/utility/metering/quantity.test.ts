import { describe, expect, it } from 'vitest'
import { inUnit, quantityOf } from './quantity.ts'

describe('a quantity in words', () => {
  it('names what the codes of IEC 61968-9 say', () => {
    const type = { uom: 72, kind: 12, flowDirection: 19, accumulationBehaviour: 4, phase: 224, intervalLength: 900 }
    expect(quantityOf(type)).toEqual({
      unit: 'Wh',
      direction: 'reverse',
      kind: 'energy',
      accumulation: 'deltaData',
      qualifier: null,
      phase: 'abc',
      intervalSeconds: 900,
    })
  })

  it('shows codes without a name as numbers, and nothing for those that are absent', () => {
    expect(quantityOf({ uom: 169, kind: 200 })).toMatchObject({ unit: 'unit 169', kind: '200', direction: null })
  })
})

describe('a value in its unit', () => {
  it.each([
    [2301, -1, 230.1],
    [5001, -2, 50.01],
    [-3, 3, -3000],
    [7, undefined, 7],
    [140_737_488_355_328, 9, 140_737_488_355_328e9],
  ])('%d with the power %s is %d', (value, powerOfTenMultiplier, expected) => {
    expect(inUnit(value, { powerOfTenMultiplier })).toBe(expected)
  })
})
