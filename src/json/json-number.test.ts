import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_NUMBER_BYTES, writeMillionths, writeThousandths, writeWhole } from './json-number.ts'

type Write = (view: DataView, at: number, value: number) => number

function textOf(write: Write, value: number): string {
  const bytes = new Uint8Array(MAX_NUMBER_BYTES)
  return new TextDecoder().decode(bytes.subarray(0, write(new DataView(bytes.buffer), 0, value)))
}

const LIMIT = 10 ** 15 - 1

describe('writeWhole', () => {
  it('gives the text of JSON.stringify', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(2000), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })), (value) => {
        expect(textOf(writeWhole, value)).toBe(JSON.stringify(value))
      }),
    )
  })
})

describe('writeMillionths', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [1, '0.000001'],
    [10, '0.00001'],
    [100_000, '0.1'],
    [1_000_000, '1'],
    [5_234_000, '5.234'],
    [1_000_001, '1.000001'],
    [100_000_000, '100'],
    [1_000_000_000, '1000'],
    [1_002_003_004_005_006, '1002003004.005006'],
    [-1_500_000, '-1.5'],
    [999_999_999_999_999, '999999999.999999'],
  ])('writes %d as %s', (value, text) => {
    expect(textOf(writeMillionths, value)).toBe(text)
  })

  it('gives the text of JSON.stringify for every whole number of millionths', () => {
    fc.assert(
      fc.property(fc.integer({ min: -LIMIT, max: LIMIT }), (value) => {
        expect(textOf(writeMillionths, value)).toBe(JSON.stringify(value / 1_000_000))
      }),
    )
  })
})

describe('writeThousandths', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [1, '0.001'],
    [229_470, '229.47'],
    [230_000, '230'],
    [-12_340, '-12.34'],
    [999_999_999_999_999, '999999999999.999'],
  ])('writes %d as %s', (value, text) => {
    expect(textOf(writeThousandths, value)).toBe(text)
  })

  it('gives the text of JSON.stringify for every whole number of thousandths', () => {
    fc.assert(
      fc.property(fc.integer({ min: -LIMIT, max: LIMIT }), (value) => {
        expect(textOf(writeThousandths, value)).toBe(JSON.stringify(value / 1000))
      }),
    )
  })
})
