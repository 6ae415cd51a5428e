import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256Hex } from './sha256.ts'

describe('sha256Hex', () => {
  // NIST, Cryptographic Standards and Guidelines, Examples with Intermediate Values: SHA-256; and the test vectors of
  // the Cryptographic Algorithm Validation Program, SHA256ShortMsg and the message of a million letters.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    [
      'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu',
      'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('hashes the published message %.20j', (message, digest) => {
    expect(sha256Hex(message)).toBe(digest)
  })

  it('agrees with OpenSSL at every length around a block, and for letters of any script', () => {
    const openssl = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
    for (let length = 0; length <= 130; length++) {
      const text = 'x'.repeat(length)
      expect(sha256Hex(text)).toBe(openssl(text))
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(sha256Hex(text)).toBe(openssl(text))
      }),
    )
  })
})
