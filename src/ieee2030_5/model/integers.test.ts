import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as integers from './integers.ts'
import type { SimpleType } from './table.ts'

const ALL = Object.entries(integers).filter(
  (entry): entry is [string, SimpleType<number>] => typeof entry[1] === 'object',
)

describe('whole numbers', () => {
  it.each([
    ['uint8', 0, 255],
    ['uint16', 0, 65_535],
    ['uint32', 0, 4_294_967_295],
    ['uint40', 0, 1_099_511_627_775],
    ['uint48', 0, 281_474_976_710_655],
    ['uint64', 0, 9_007_199_254_740_991],
    ['int8', -128, 127],
    ['int16', -32_768, 32_767],
    ['int32', -2_147_483_648, 2_147_483_647],
    ['int48', -140_737_488_355_328, 140_737_488_355_328],
    ['int64', -9_007_199_254_740_991, 9_007_199_254_740_991],
    ['oneHourRange', -3600, 3600],
    ['percent', 0, 10_000],
    ['signedPercent', -10_000, 10_000],
    ['powerOfTen', -9, 9],
    ['pin', 0, 999_999],
    ['sfdi', 0, 687_194_767_359],
  ])('%s is written from %d to %d, and no further', (name, minimum, maximum) => {
    const type = new Map(ALL).get(name)
    expect([type?.write(minimum), type?.write(maximum)]).toEqual([String(minimum), String(maximum)])
    expect([type?.write(minimum - 1), type?.write(maximum + 1)]).toEqual([undefined, undefined])
  })

  it.each(ALL)('%s reads every number it writes', (_, type) => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (number) => {
        const text = type.write(number)
        if (text !== undefined) expect(type.read(text)).toBe(number)
      }),
    )
  })

  it.each([
    ['+7', 7],
    [' \n7\t', 7],
    ['007', 7],
    ['-0', 0],
  ])('reads %j as %d, as the XML schema does', (text, number) => {
    expect(integers.uint8.read(text)).toBe(number)
  })

  it.each(['', ' ', '7.0', '1e2', '0x7', '7 7', '٧', 'NaN', 'Infinity', '--7', '-1', '256'])(
    'does not read %j',
    (text) => {
      expect(integers.uint8.read(text)).toBeUndefined()
    },
  )

  it('reads all of 64 bits, and what is not exact as the end of what is', () => {
    expect(integers.uint64.read('18446744073709551615')).toBe(Number.MAX_SAFE_INTEGER)
    expect(integers.uint64.read('18446744073709551616')).toBeUndefined()
    expect(integers.int64.read('-9223372036854775808')).toBe(Number.MIN_SAFE_INTEGER)
    expect(integers.int64.read('-9223372036854775809')).toBeUndefined()
  })
})
