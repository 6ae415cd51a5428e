import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shareProRata } from './pro-rata.ts'

/** The same with numbers of any length. */
function shareNaively(amount: number, claims: readonly number[]): number[] {
  const total = claims.reduce((sum, claim) => sum + BigInt(claim), 0n)
  if (BigInt(amount) >= total) {
    return [...claims]
  }
  const parts = claims.map((claim) => {
    const product = BigInt(amount) * BigInt(claim)
    return { share: product / total, remainder: product % total }
  })
  const left = BigInt(amount) - parts.reduce((sum, { share }) => sum + share, 0n)
  const ranked = [...parts].sort((a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder))
  for (const part of ranked.slice(0, Number(left))) {
    part.share++
  }
  return parts.map(({ share }) => Number(share))
}

describe('shareProRata', () => {
  it('gives the units left over to the largest remainders', () => {
    // 10 of 3 : 3 : 1 are 4.29, 4.29 and 1.43: the last remainder is the largest
    expect([...shareProRata(10, Float64Array.of(6, 6, 2))]).toEqual([4, 4, 2])
  })

  it('breaks ties by index', () => {
    expect([...shareProRata(2, Float64Array.of(1, 1, 1))]).toEqual([1, 1, 0])
  })

  it('meets every claim when there is enough, and none when there is nothing', () => {
    expect([...shareProRata(9, Float64Array.of(5, 0, 4))]).toEqual([5, 0, 4])
    expect([...shareProRata(99, Float64Array.of(5, 4))]).toEqual([5, 4])
    expect([...shareProRata(0, Float64Array.of(5, 4))]).toEqual([0, 0])
    expect(shareProRata(7, new Float64Array(0))).toHaveLength(0)
  })

  it('is exact to the last unit, whatever the size of the claims', () => {
    const claim = fc.oneof(
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.integer({ min: 0, max: 2 ** 47 }),
    )
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 12 }), fc.double({ min: 0, max: 1, noNaN: true }), (claims, part) => {
        const amount = Math.floor(part * claims.reduce((sum, each) => sum + each, 0))
        expect([...shareProRata(amount, Float64Array.from(claims))]).toEqual(shareNaively(amount, claims))
      }),
      { numRuns: 500 },
    )
  })
})
