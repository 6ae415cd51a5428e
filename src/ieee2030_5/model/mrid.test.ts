import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mRID } from './hex-binary.ts'
import { mridFactory } from './mrid.ts'

const LFDI = '3E4F45AB31EDFE5B67E343E5E4562E31984E23E5'

describe('mridFactory', () => {
  it('derives the upper 96 bits from who and what, by SHA-256', () => {
    const digest = createHash('sha256').update(`["${LFDI}","site","import-register"]`).digest('hex')
    const created = mridFactory(0x6cc8).create(LFDI, 'site', 'import-register')
    expect(created).toBe(`${digest.slice(0, 24).toUpperCase()}00006CC8`)
  })

  it.each([
    [37_244, 'hexadecimal', '0000917C'],
    [37_244, 'decimal', '00037244'],
    [4_294_967_295, 'hexadecimal', 'FFFFFFFF'],
  ] as const)('ends with the enterprise number %d, %s', (pen, encoding, digits) => {
    const factory = mridFactory(pen, encoding)
    expect(factory.create(LFDI, 'site').slice(24)).toBe(digits)
    expect(factory.growing).toBe(`FFFFFFFFFFFFFFFFFFFFFFFF${digits}`)
  })

  it('gives the same one for the same LFDI in any case, and the form that is read from a document', () => {
    const factory = mridFactory(1)
    const created = factory.create(LFDI.toLowerCase(), 'site')
    expect(created).toBe(factory.create(LFDI, 'site'))
    expect(mRID.read(created)).toBe(created)
  })

  it('gives another one for anything else', () => {
    const factory = mridFactory(1)
    const names = fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 })
    fc.assert(
      fc.property(names, names, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other))
        expect(factory.create(LFDI, ...one)).not.toBe(factory.create(LFDI, ...other))
      }),
    )
  })

  it.each([
    [-1, 'hexadecimal'],
    [2 ** 32, 'hexadecimal'],
    [100_000_000, 'decimal'],
    [1.5, 'decimal'],
  ] as const)('refuses the enterprise number %d (%s)', (pen, encoding) => {
    expect(() => mridFactory(pen, encoding)).toThrow(/^enterprise number .*: expected a whole number from 0 to /)
  })
})
