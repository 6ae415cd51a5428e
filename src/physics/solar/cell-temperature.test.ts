import { describe, expect, it } from 'vitest'
import { faimanCellC } from './cell-temperature.ts'

describe('faimanCellC', () => {
  // pvlib-python, tests/test_temperature.py, test_faiman_default.
  it('gives the published value', () => expect(faimanCellC(900, 20, 5)).toBeCloseTo(35.203, 3))

  // Computed with pvlib-python for Bangkok at 30 °C and 1.5 m/s.
  it.each([
    [1013.0073, 58.7296],
    [506.1495, 44.3548],
    [646.1767, 48.3261],
  ])('under %d W/m² is %d °C', (poa, expected) => expect(faimanCellC(poa, 30, 1.5)).toBeCloseTo(expected, 4))

  it('is the air’s in the dark, and hottest in still air', () => {
    expect(faimanCellC(0, 27, 3)).toBe(27)
    expect(faimanCellC(1000, 30, 0)).toBe(70)
  })
})
