import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  hexBinary8,
  hexBinary16,
  hexBinary32,
  hexBinary48,
  hexBinary64,
  hexBinary128,
  hexBinary160,
} from './hex-binary.ts'

const BIT_MAPS = [hexBinary8, hexBinary16, hexBinary32]
const IDENTIFIERS = [hexBinary48, hexBinary64, hexBinary128, hexBinary160]

const bytesOf = ({ shape }: { readonly shape: { readonly kind: string } }) =>
  'bytes' in shape && typeof shape.bytes === 'number' ? shape.bytes : 0

describe('hexadecimal values', () => {
  it.each([
    [hexBinary8, 0x1, '01'],
    [hexBinary16, 0x13, '0013'],
    [hexBinary32, 0xffff_ffff, 'FFFFFFFF'],
  ])('are written in full width and upper case', (type, bits, text) => {
    expect(type.write(bits)).toBe(text)
  })

  it('are read without leading zeros and in any case', () => {
    expect(hexBinary16.read('09')).toBe(9)
    expect(hexBinary128.read('4abb3d2c45d23bd100006cc8')).toBe('000000004ABB3D2C45D23BD100006CC8')
  })

  it.each(BIT_MAPS)('of $name come back from what is written', (type) => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (number) => {
        const bits = number % 2 ** (8 * bytesOf(type))
        const text = type.write(bits)
        expect(text).toMatch(/^[0-9A-F]+$/)
        expect(text).toHaveLength(2 * bytesOf(type))
        expect(type.read(String(text).toLowerCase())).toBe(bits)
      }),
    )
  })

  it.each(IDENTIFIERS)('of $name are the same however they were written', (type) => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: bytesOf(type) })
    fc.assert(
      fc.property(bytes, fc.boolean(), (value, lower) => {
        const hex = Buffer.from(value).toString('hex')
        const read = type.read(lower ? hex : hex.toUpperCase())
        expect(read).toBe(hex.toUpperCase().padStart(2 * bytesOf(type), '0'))
        expect(type.write(String(read))).toBe(read)
      }),
    )
  })

  it.each(['', '9', '009', 'GG', '0x09', '00 9', '000009'])('are not read from %j', (text) => {
    expect(hexBinary16.read(text)).toBeUndefined()
  })

  it.each([-1, 65_536, 0.5, Number.NaN])('are not written from %d', (bits) => {
    expect(hexBinary16.write(bits)).toBeUndefined()
  })
})
