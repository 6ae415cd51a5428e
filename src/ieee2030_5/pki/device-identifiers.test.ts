import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatLfdi, formatSfdi, hasCheckDigit, lfdi, sfdi } from './device-identifiers.ts'

describe('lfdi', () => {
  it('is the first 160 bits of the SHA-256, in capitals', () => {
    // FIPS 180-2, B.1: SHA-256 of "abc" is ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61 f20015ad.
    expect(lfdi(new TextEncoder().encode('abc'))).toBe('BA7816BF8F01CFEA414140DE5DAE2223B00361A3')
  })
})

describe('sfdi', () => {
  it.each([
    // IEEE 2030.5-2018, 6.3: the worked example.
    ['3E4F45AB31EDFE5B67E343E5E4562E31984E23E5', 167_261_211_391],
    // A certificate of the EPRI client, which prints this SFDI for it: 36130855474 has the digit sum 46.
    ['869911A32C41EC1D4DC515E2A252E1CC32C04200', 361_308_554_744],
    // No digits, nothing to add.
    ['0000000000000000000000000000000000000000', 0],
    // The largest: 2^36 - 1 = 68719476735 with the digit sum 63.
    ['FFFFFFFFF0000000000000000000000000000000', 687_194_767_357],
    // 0x13 = 19 with the digit sum 10: the check digit is 0, not 10.
    ['0000000130000000000000000000000000000000', 190],
  ])('of %s is %d', (longForm, expected) => {
    expect(sfdi(longForm)).toBe(expected)
  })

  it('keeps the 36 bits, fits UInt40 and has a check digit', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const longForm = lfdi(bytes)
        const value = sfdi(longForm)
        const hash = createHash('sha256').update(bytes).digest()
        expect(BigInt(Math.floor(value / 10))).toBe(hash.readBigUInt64BE(0) >> 28n)
        expect(value).toBeLessThan(2 ** 40)
        expect(hasCheckDigit(value)).toBe(true)
      }),
    )
  })

  it('notices one wrong digit', () => {
    expect(hasCheckDigit(167_261_211_391)).toBe(true)
    expect(hasCheckDigit(167_261_211_491)).toBe(false)
  })
})

describe('dashes', () => {
  it('stand where the standard prints them', () => {
    expect(formatLfdi('3E4F45AB31EDFE5B67E343E5E4562E31984E23E5')).toBe(
      '3E4F-45AB-31ED-FE5B-67E3-43E5-E456-2E31-984E-23E5',
    )
    expect(formatSfdi(167_261_211_391)).toBe('167-261-211-391')
  })

  it('leave a short number its leading zeros', () => {
    expect(formatSfdi(190)).toBe('000-000-000-190')
  })
})
