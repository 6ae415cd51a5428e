import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random, STREAM } from '../../random/random.ts'
import { loadNoiseFactor, noiseCoefficients } from './load-noise.ts'

const random = new Random(7)

/** A stationary path of the process at one interval. */
function path(entity: number, tauSeconds: number, intervalSeconds: number, steps: number): Float64Array {
  const { phi, innovation } = noiseCoefficients(tauSeconds, intervalSeconds)
  const values = new Float64Array(steps)
  values[0] = random.normal(STREAM.load, entity, 0)
  for (let i = 1; i < steps; i++) {
    values[i] = phi * values[i - 1] + innovation * random.normal(STREAM.load, entity, i)
  }
  return values
}

function correlation(values: Float64Array, lag: number): number {
  let sum = 0
  for (let i = lag; i < values.length; i++) {
    sum += values[i] * values[i - lag]
  }
  return sum / (values.length - lag)
}

describe('noiseCoefficients', () => {
  it('halves the memory over ln 2 correlation times', () => {
    const { phi, innovation } = noiseCoefficients(1800, 1800 * Math.LN2)
    expect(phi).toBeCloseTo(0.5, 14)
    expect(innovation).toBeCloseTo(Math.sqrt(0.75), 14)
  })

  it('keeps unit variance at every step and every correlation time', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.double({ min: 1, max: 1e5, noNaN: true }),
        (tau, dt) => {
          const { phi, innovation } = noiseCoefficients(tau, dt)
          expect(phi * phi + innovation * innovation).toBeCloseTo(1, 12)
        },
      ),
    )
  })

  it('gives the same law in one long step as in many short ones', () => {
    const tau = 1800
    const long = noiseCoefficients(tau, 900)
    const short = noiseCoefficients(tau, 15)
    let phi = 1
    let variance = 0
    for (let i = 0; i < 60; i++) {
      phi *= short.phi
      variance = variance * short.phi * short.phi + short.innovation * short.innovation
    }
    expect(phi).toBeCloseTo(long.phi, 12)
    expect(variance).toBeCloseTo(long.innovation * long.innovation, 12)
  })

  it('keeps its digits when the step is a millionth of the memory', () => {
    const { innovation } = noiseCoefficients(1e12, 1)
    expect(innovation / Math.sqrt(2e-12)).toBeCloseTo(1, 10)
  })
})

describe('the process on real draws', () => {
  const steps = 200_000
  // Standard error of the mean of an AR(1) path: √((1 + φ)/(1 − φ)/n).
  it.each([15, 60, 900])('has zero mean, unit variance and exponential memory at %i s', (interval) => {
    const tau = 1800
    const values = path(interval, tau, interval, steps)
    const phi = Math.exp(-interval / tau)
    const error = Math.sqrt((1 + phi) / (1 - phi) / steps)
    expect(Math.abs(values.reduce((sum, x) => sum + x, 0) / steps)).toBeLessThan(4 * error)
    expect(Math.abs(correlation(values, 0) - 1)).toBeLessThan(6 * error)
    const lag = 1800 / interval
    expect(Math.abs(correlation(values, lag) - Math.exp(-1))).toBeLessThan(6 * error)
  })

  it('makes a factor of mean one and the lognormal variance', () => {
    const fast = path(1001, 1500, 900, steps)
    const slow = path(1002, 86_400, 86_400, steps)
    let sum = 0
    let squares = 0
    for (let i = 0; i < steps; i++) {
      const factor = loadNoiseFactor(fast[i], slow[i], 0.25, 0.1)
      sum += factor
      squares += factor * factor
    }
    const mean = sum / steps
    expect(mean).toBeCloseTo(1, 2)
    expect(squares / steps - mean * mean).toBeCloseTo(Math.expm1(0.25 * 0.25 + 0.1 * 0.1), 2)
  })
})

describe('loadNoiseFactor', () => {
  it('is one without noise and has the median exp(−σ²/2)', () => {
    expect(loadNoiseFactor(1.7, -0.3, 0, 0)).toBe(1)
    expect(loadNoiseFactor(0, 0, 0.2, 0.1)).toBeCloseTo(Math.exp(-0.025), 14)
  })

  it('is positive and finite for any deviate', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -8, max: 8, noNaN: true }),
        fc.double({ min: -8, max: 8, noNaN: true }),
        (fast, slow) => {
          const factor = loadNoiseFactor(fast, slow, 0.25, 0.1)
          expect(factor).toBeGreaterThan(0)
          expect(factor).toBeLessThan(Infinity)
        },
      ),
    )
  })
})
