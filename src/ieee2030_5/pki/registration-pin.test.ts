import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { registrationPin } from './registration-pin.ts'

const LFDI = '3E4F45AB31EDFE5B67E343E5E4562E31984E23E5'
const SECRET = new Uint8Array(32).fill(7)

const hex = fc.stringMatching(/^[0-9A-F]{40}$/)
const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 })

describe('registrationPin', () => {
  it('has six digits whose last is right under both conventions', () => {
    fc.assert(
      fc.property(secrets, hex, (secret, lfdi) => {
        const digits = Array.from(String(registrationPin(secret, lfdi)), Number)
        expect(digits).toHaveLength(6)
        const sum = digits.slice(0, 5).reduce((total, digit) => total + digit, 0)
        expect(digits[5]).toBe(sum % 10)
        expect(digits[5]).toBe((10 - (sum % 10)) % 10)
      }),
    )
  })

  it('is the same for the same device, however its LFDI is written', () => {
    expect(registrationPin(SECRET, LFDI.toLowerCase())).toBe(registrationPin(SECRET, LFDI))
  })

  it('differs between devices and between servers', () => {
    const pins = new Set(
      Array.from({ length: 1000 }, (_, index) => registrationPin(SECRET, index.toString(16).padStart(40, '0'))),
    )
    // 1000 draws of 18000 leave about 973 different ones: 18000 (1 - (1 - 1/18000)^1000).
    expect(pins.size).toBeGreaterThan(930)
    expect(registrationPin(new Uint8Array(32).fill(8), LFDI)).not.toBe(registrationPin(SECRET, LFDI))
  })

  it('stays what it is: a PIN that was given out is stored in devices', () => {
    // openssl dgst -sha256 -mac HMAC: a6ae28f541f0…; 0xa6ae28f541f0 modulo 18000 is 2160, so 1000 + 1080 and the lower of
    // the two fifth digits; 2 + 0 + 8 + 0 is 10 already, so that both it and the check digit are 0.
    expect(registrationPin(SECRET, LFDI)).toBe(208_000)
  })
})
