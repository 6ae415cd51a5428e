import { describe, expect, it } from 'vitest'
import { Random, STREAM } from '../../random/random.ts'
import { lognormalWindMs } from './wind.ts'

describe('lognormalWindMs', () => {
  it('keeps the mean and has the variation of the Rayleigh law', () => {
    const random = new Random(1)
    const count = 100_000
    let sum = 0
    let sumOfSquares = 0
    for (let step = 0; step < count; step++) {
      const wind = lognormalWindMs(1.3, random.normal(STREAM.wind, 0, step))
      sum += wind
      sumOfSquares += wind * wind
    }
    const mean = sum / count
    // Standard error 0.523/√100000 = 0.0017.
    expect(Math.abs(mean / 1.3 - 1)).toBeLessThan(0.007)
    expect(Math.sqrt(sumOfSquares / count / mean ** 2 - 1)).toBeCloseTo(0.523, 1)
  })

  it('is never negative', () => {
    expect(lognormalWindMs(1.3, -8)).toBeGreaterThan(0)
  })
})
