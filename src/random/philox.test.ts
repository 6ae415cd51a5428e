import { describe, expect, it } from 'vitest'
import { philox4x32 } from './philox.ts'

/** Known answers of Random123 1.14 (`kat_vectors`, philox4x32 10): counter, key, result. */
const KNOWN_ANSWERS = [
  { counter: [0, 0, 0, 0], key: [0, 0], result: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
  {
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    key: [0xffffffff, 0xffffffff],
    result: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    result: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  },
] as const

describe('philox4x32', () => {
  it.each(KNOWN_ANSWERS)('enciphers $counter under $key as published', ({ counter, key, result }) => {
    const out = new Uint32Array(4)
    const [c0, c1, c2, c3] = counter
    const [k0, k1] = key
    philox4x32(c0, c1, c2, c3, k0, k1, out)
    expect([...out]).toEqual([...result])
  })
})
