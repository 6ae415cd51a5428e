import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rank } from './ranking.ts'

/** The same by comparison, which keeps equal values in place. */
function rankNaively(values: Float64Array, indices: Int32Array, first: 'highest' | 'lowest'): number[] {
  const sign = first === 'highest' ? -1 : 1
  return [...indices].sort((a, b) => sign * (values[a] - values[b]))
}

const everyIndex = (values: readonly number[]) => Int32Array.from(values, (_, i) => i)

const first = fc.constantFrom('highest' as const, 'lowest' as const)

describe('rank', () => {
  it('puts the best first and keeps ties in place', () => {
    const values = Float64Array.of(3, 1, 3, 2)
    expect([...rank(values, Int32Array.of(0, 1, 2, 3), 'highest')]).toEqual([0, 2, 3, 1])
    expect([...rank(values, Int32Array.of(0, 1, 2, 3), 'lowest')]).toEqual([1, 3, 0, 2])
  })

  it('ranks only what is asked for, and leaves the question as it was', () => {
    const indices = Int32Array.of(3, 1)
    expect([...rank(Float64Array.of(9, 2, 9, 1), indices, 'highest')]).toEqual([1, 3])
    expect([...indices]).toEqual([3, 1])
  })

  it('has nothing to say about nothing', () => {
    expect(rank(new Float64Array(0), new Int32Array(0), 'lowest')).toHaveLength(0)
  })

  it.each([0, 3, 5_000_000, 2 ** 32 - 1, 2 ** 32, 2 ** 45, 2 ** 53 - 1])('agrees with comparison up to %d', (max) => {
    const values = fc.array(
      fc.oneof(
        fc.maxSafeNat().map((n) => n % (max + 1)),
        fc.constantFrom(0, max),
      ),
      {
        maxLength: 120,
        size: 'max',
      },
    )
    fc.assert(
      fc.property(values, first, (list, direction) => {
        const prices = Float64Array.from(list)
        const indices = everyIndex(list)
        expect([...rank(prices, indices, direction)]).toEqual(rankNaively(prices, indices, direction))
      }),
      { numRuns: 60 },
    )
  })

  it('agrees with comparison on many values', () => {
    const values = Float64Array.from({ length: 20_000 }, (_, i) => (i * 7919 * 104_729) % 3_000_017)
    const indices = Int32Array.from(values, (_, i) => i)
    expect([...rank(values, indices, 'highest')]).toEqual(rankNaively(values, indices, 'highest'))
  })
})
