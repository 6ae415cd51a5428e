import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutEqually } from './equal-cut.ts'

const KWH = 1_000_000
const cutKwh = (claims: number[], amount: number) =>
  Array.from(
    cutEqually(
      Math.round(amount * KWH),
      Float64Array.from(claims, (claim) => claim * KWH),
    ),
    (share) => share / KWH,
  )

describe('cutEqually', () => {
  // the rationing cases of pymarket's tests of Huang's auction (Kiedanski, Kofman and Horta 2020)
  it('takes the same from every claim: [1, 2, 3] short by 0.6', () => {
    expect(cutKwh([1, 2, 3], 6 - 0.6)).toEqual([0.8, 1.8, 2.8])
  })

  it('takes no claim below 0: [1, 0.5, 2] short by 1.8', () => {
    expect(cutKwh([1, 0.5, 2], 3.5 - 1.8)).toEqual([0.35, 0, 1.35])
  })

  it('cuts what does not divide from the first claims that have something left', () => {
    expect(Array.from(cutEqually(6, Float64Array.of(1, 4, 4, 4)))).toEqual([0, 2, 2, 2])
    expect(Array.from(cutEqually(7, Float64Array.of(1, 4, 4, 4)))).toEqual([0, 2, 2, 3])
    expect(Array.from(cutEqually(8, Float64Array.of(1, 4, 4, 4)))).toEqual([0, 2, 3, 3])
  })

  it('meets all claims when there is enough, and none when there is nothing', () => {
    expect(Array.from(cutEqually(9, Float64Array.of(3, 0, 2)))).toEqual([3, 0, 2])
    expect(Array.from(cutEqually(0, Float64Array.of(3, 0, 2)))).toEqual([0, 0, 0])
    expect(cutEqually(0, new Float64Array(0))).toHaveLength(0)
  })

  it('spends the amount in whole units, and cuts of claims with something left differ by 1 at most', () => {
    const claim = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 1e12 }))
    fc.assert(
      fc.property(
        fc.array(claim, { minLength: 1, maxLength: 9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (all, part) => {
          const sum = all.reduce((before, each) => before + each, 0)
          const amount = Math.floor(part * sum)
          const shares = cutEqually(amount, Float64Array.from(all))
          expect(shares.reduce((before, each) => before + each, 0)).toBe(amount)
          const cuts = all.map((each, i) => each - shares[i])
          const deepest = Math.max(...cuts)
          for (const [i, share] of shares.entries()) {
            expect(share).toBeGreaterThanOrEqual(0)
            expect(cuts[i]).toBeGreaterThanOrEqual(share > 0 ? deepest - 1 : 0)
          }
        },
      ),
    )
  })
})
