import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ATTEMPT_SECONDS, ConditionChain, metropolisGenerator } from './condition-chain.ts'

const DEFAULT_WEIGHTS = [0.4, 0.3, 0.15, 0.1, 0.05]
const SIZE = 5

const weights = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.double({ min: 1e-4, max: 1, noNaN: true }) }, fc.constant(0)), {
    minLength: SIZE,
    maxLength: SIZE,
  })
  .filter((list) => list.some((weight) => weight > 0))
  .map((list) => {
    const total = list.reduce((sum, weight) => sum + weight, 0)
    return list.map((weight) => weight / total)
  })
const interval = fc.integer({ min: 1, max: 86_400 })

function rows(matrix: Float64Array): number[][] {
  return Array.from({ length: SIZE }, (_, i) => [...matrix.subarray(i * SIZE, (i + 1) * SIZE)])
}

describe('metropolisGenerator', () => {
  it('gives the discrete Metropolis chain when half an attempt is made per step', () => {
    const generator = rows(metropolisGenerator(DEFAULT_WEIGHTS, 0.5))
    const discrete = generator.map((row, i) => row.map((rate, j) => rate + (i === j ? 1 : 0)))
    // P(i, i±1) = 0.5·min(1, π(i±1)/π(i)), by hand from the definition in Metropolis et al. (1953).
    const expected = [
      [0.625, 0.375, 0, 0, 0],
      [0.5, 0.25, 0.25, 0, 0],
      [0, 0.5, 1 / 6, 1 / 3, 0],
      [0, 0, 0.5, 0.25, 0.25],
      [0, 0, 0, 0.5, 0.5],
    ]
    expected.forEach((row, i) => {
      row.forEach((value, j) => {
        expect(discrete[i][j]).toBeCloseTo(value, 12)
      })
    })
  })

  it('has the documented mean dwell times at the default weights', () => {
    const generator = rows(metropolisGenerator(DEFAULT_WEIGHTS, 1 / ATTEMPT_SECONDS))
    const dwellMinutes = generator.map((row, i) => -1 / row[i] / 60)
    expect(dwellMinutes.map(Math.round)).toEqual([60, 30, 27, 30, 45])
  })

  it('joins the neighbours of a condition that never occurs', () => {
    const generator = rows(metropolisGenerator([0.5, 0, 0, 0.25, 0.25], 1))
    expect(generator[0]).toEqual([-0.5, 0, 0, 0.5, 0])
    expect(generator[1]).toEqual([0, 0, 0, 0, 0])
    expect(generator[3]).toEqual([1, 0, 0, -2, 1])
  })

  it('is in detailed balance', () => {
    fc.assert(
      fc.property(weights, (w) => {
        const generator = rows(metropolisGenerator(w, 1))
        for (let i = 0; i < SIZE; i++) {
          for (let j = 0; j < SIZE; j++) {
            expect(Math.abs(w[i] * generator[i][j] - w[j] * generator[j][i])).toBeLessThan(1e-15)
          }
        }
      }),
    )
  })
})

describe('ConditionChain', () => {
  it('relaxes in 2.06 h', () => {
    // The second eigenvalue of the discrete chain above is 0.81754 per step of half an attempt, 22.5 min.
    const { transition } = new ConditionChain(DEFAULT_WEIGHTS, ATTEMPT_SECONDS)
    const second = Math.exp((0.81754 - 1) * 2)
    // det(P − λI) vanishes at an eigenvalue.
    const shifted = rows(transition).map((row, i) => row.map((p, j) => p - (i === j ? second : 0)))
    expect(Math.abs(determinant(shifted))).toBeLessThan(1e-5)
    expect(-ATTEMPT_SECONDS / Math.log(second) / 3600).toBeCloseTo(2.055, 3)
  })

  it('leaves the weights as they are, at any interval', () => {
    fc.assert(
      fc.property(weights, interval, (w, seconds) => {
        const p = rows(new ConditionChain(w, seconds).transition)
        for (let j = 0; j < SIZE; j++) {
          const share = w.reduce((sum, weight, i) => sum + weight * p[i][j], 0)
          expect(Math.abs(share - w[j])).toBeLessThan(1e-12)
        }
      }),
    )
  })

  it('has rows of probabilities that sum to 1', () => {
    fc.assert(
      fc.property(weights, interval, (w, seconds) => {
        for (const row of rows(new ConditionChain(w, seconds).transition)) {
          expect(Math.min(...row)).toBeGreaterThanOrEqual(0)
          expect(Math.abs(row.reduce((sum, p) => sum + p, 0) - 1)).toBeLessThan(1e-14)
        }
      }),
    )
  })

  it('composes: the law over two intervals is that over their sum', () => {
    fc.assert(
      fc.property(weights, interval, interval, (w, a, b) => {
        const first = rows(new ConditionChain(w, a).transition)
        const second = rows(new ConditionChain(w, b).transition)
        const both = rows(new ConditionChain(w, a + b).transition)
        for (let i = 0; i < SIZE; i++) {
          for (let j = 0; j < SIZE; j++) {
            const product = first[i].reduce((sum, p, k) => sum + p * second[k][j], 0)
            expect(Math.abs(product - both[i][j])).toBeLessThan(1e-12)
          }
        }
      }),
    )
  })

  it('never enters a condition of weight 0, whatever is drawn', () => {
    const uniform = fc.double({ min: 2 ** -33, max: 1 - 2 ** -33, noNaN: true })
    fc.assert(
      fc.property(weights, interval, uniform, fc.array(uniform, { maxLength: 20 }), (w, seconds, first, draws) => {
        const chain = new ConditionChain(w, seconds)
        let condition = chain.initialCondition(first)
        expect(w[condition]).toBeGreaterThan(0)
        for (const u of draws) {
          condition = chain.nextCondition(condition, u)
          expect(w[condition]).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('draws the first condition from the weights', () => {
    const chain = new ConditionChain(DEFAULT_WEIGHTS, 15)
    expect(
      [0.001, 0.399, 0.401, 0.699, 0.701, 0.849, 0.851, 0.949, 0.951, 0.999].map((u) => chain.initialCondition(u)),
    ).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
  })

  it('stays for ever in the only condition there is', () => {
    const chain = new ConditionChain([0, 0, 1, 0, 0], 900)
    expect(chain.initialCondition(0.5)).toBe(2)
    expect(chain.nextCondition(2, 0.999999)).toBe(2)
  })
})

function determinant(matrix: readonly (readonly number[])[]): number {
  if (matrix.length === 1) return matrix[0][0]
  const [top, ...rest] = matrix
  return top.reduce((sum, entry, column) => {
    const minor = rest.map((row) => row.filter((_, index) => index !== column))
    return sum + (column % 2 === 0 ? 1 : -1) * entry * determinant(minor)
  }, 0)
}
