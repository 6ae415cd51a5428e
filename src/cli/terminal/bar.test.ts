import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bar } from './bar.ts'

describe('bar', () => {
  it.each([
    [0, '        '],
    [-1, '        '],
    [Number.NaN, '        '],
    [0.001, '▏       '],
    [0.5, '████    '],
    [0.52, '████▏   '],
    [1, '████████'],
    [3, '████████'],
  ])('draws %s of eight cells', (fraction, drawn) => {
    expect(bar(fraction, 8)).toBe(drawn)
  })

  it('always fills its cells', () => {
    fc.assert(
      fc.property(fc.double(), fc.integer({ min: 1, max: 40 }), (fraction, width) => {
        expect(bar(fraction, width)).toHaveLength(width)
      }),
    )
  })
})
