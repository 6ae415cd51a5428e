import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gini, jain, qualityOfService } from './fairness.ts'

const amounts = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 })
  .map((values) => Float64Array.from(values))

describe('gini', () => {
  it('is 0.25 for 1, 2, 3, 4', () => {
    expect(gini(Float64Array.of(3, 1, 4, 2))).toBe(0.25)
  })

  it('is 0 for equals and (n − 1)/n when one has all', () => {
    expect(gini(Float64Array.of(7, 7, 7))).toBe(0)
    expect(gini(Float64Array.of(0, 0, 0, 9))).toBe(0.75)
  })

  it('is unknown for nobody, for nothing and for a loss', () => {
    expect(gini(new Float64Array(0))).toBeNull()
    expect(gini(new Float64Array(3))).toBeNull()
    expect(gini(Float64Array.of(1, -1))).toBeNull()
    expect(gini(Float64Array.of(1, -2))).toBeNull()
  })

  it('leaves its values in their order', () => {
    const values = Float64Array.of(3, 1, 2)
    gini(values)
    expect([...values]).toEqual([3, 1, 2])
  })

  it('equals its definition over all pairs', () => {
    fc.assert(
      fc.property(amounts, (values) => {
        let differences = 0
        let sum = 0
        for (const a of values) {
          sum += a
          for (const b of values) differences += Math.abs(a - b)
        }
        fc.pre(sum > 0)
        expect(gini(values)).toBeCloseTo(differences / (2 * values.length * sum), 12)
      }),
      { numRuns: 200 },
    )
  })
})

describe('jain', () => {
  it('is 0.8333 for 1, 2, 3, 4', () => {
    expect(jain(Float64Array.of(1, 2, 3, 4))).toBe(100 / 120)
  })

  it('is k/n when k of n share alike', () => {
    // Jain, Chiu, Hawe, 1984: a system fair to 20 of 100 users has an index of 0.2.
    const values = new Float64Array(100).fill(1, 0, 20)
    expect(jain(values)).toBe(0.2)
  })

  it('is unknown for nobody and for nothing', () => {
    expect(jain(new Float64Array(0))).toBeNull()
    expect(jain(new Float64Array(4))).toBeNull()
  })

  it('stays between 1/n and 1 and does not depend on the unit', () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const index = jain(values)
        fc.pre(index !== null)
        expect(index).toBeGreaterThanOrEqual(1 / values.length - 1e-12)
        expect(index).toBeLessThanOrEqual(1 + 1e-12)
        expect(jain(values.map((value) => value / 1000))).toBeCloseTo(index ?? Number.NaN, 12)
      }),
      { numRuns: 200 },
    )
  })
})

describe('qualityOfService', () => {
  it('looks at shares of wishes, and only at those who wished', () => {
    // Shares 1, 1/2, 0: mean 1/2, Jain (3/2)² / (3·5/4) = 0.6.
    const quality = qualityOfService(Float64Array.of(100, 0, 4, 0), Float64Array.of(100, 0, 8, 3))
    expect(quality).toEqual({ participants: 3, meanFill: 0.5, minFill: 0, fairness: 0.6 })
  })

  it('is even when all got the same share of different wishes', () => {
    const quality = qualityOfService(Float64Array.of(1, 20), Float64Array.of(2, 40))
    expect(quality).toEqual({ participants: 2, meanFill: 0.5, minFill: 0.5, fairness: 1 })
  })

  it('is unknown when nobody wished, and unevenness is when nobody got anything', () => {
    const none = new Float64Array(2)
    expect(qualityOfService(none, none)).toEqual({ participants: 0, meanFill: null, minFill: null, fairness: null })
    expect(qualityOfService(none, Float64Array.of(5, 6))).toEqual({
      participants: 2,
      meanFill: 0,
      minFill: 0,
      fairness: null,
    })
  })
})
