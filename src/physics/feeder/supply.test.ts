import { describe, expect, it } from 'vitest'
import { Random } from '../../random/random.ts'
import { SupplyProcess } from './supply.ts'

function supply(firstFeeder: number, lastFeeder: number, intervalSeconds = 15, seed = 42): SupplyProcess {
  const random = new Random(seed)
  return new SupplyProcess({
    random,
    intervalSeconds,
    nominalVoltageV: 230,
    nominalFrequencyHz: 50,
    firstFeeder,
    lastFeeder,
  })
}

function moments(samples: readonly number[]): { mean: number; sigma: number } {
  const mean = samples.reduce((sum, x) => sum + x, 0) / samples.length
  const variance = samples.reduce((sum, x) => sum + (x - mean) ** 2, 0) / samples.length
  return { mean, sigma: Math.sqrt(variance) }
}

describe('SupplyProcess', () => {
  it('gives a feeder the same voltage whoever computes it', () => {
    const whole = supply(0, 12)
    const parts = [supply(0, 2), supply(3, 3), supply(4, 9), supply(10, 12)]
    for (let tick = 1; tick <= 50; tick++) {
      whole.advance(tick)
      for (const part of parts) {
        part.advance(tick)
      }
      const voltages = [0, 1, 2].map((f) => parts[0].voltage(f))
      voltages.push(parts[1].voltage(3))
      voltages.push(...[4, 5, 6, 7, 8, 9].map((f) => parts[2].voltage(f)))
      voltages.push(...[10, 11, 12].map((f) => parts[3].voltage(f)))
      expect(voltages).toEqual(Array.from({ length: 13 }, (_, f) => whole.voltage(f)))
      expect(parts.map((part) => part.frequencyHz)).toEqual(parts.map(() => whole.frequencyHz))
    }
  })

  it('resumes from its state', () => {
    const whole = supply(0, 4)
    for (let tick = 1; tick <= 20; tick++) {
      whole.advance(tick)
    }
    const resumed = supply(0, 4)
    resumed.state.set(whole.state)
    whole.advance(21)
    resumed.advance(21)
    expect([...resumed.state]).toEqual([...whole.state])
  })

  it('differs between feeders and between seeds', () => {
    const one = supply(0, 7)
    expect(new Set(one.state).size).toBe(9)
    expect(supply(0, 7, 15, 43).voltage(0)).not.toBe(one.voltage(0))
  })

  // A correlation e^(−h/τ) per step of h leaves n·tanh(h/2τ) effective samples of n.
  it.each([15, 900])('keeps its mean and spread at intervals of %d s', (intervalSeconds) => {
    const process = supply(0, 15, intervalSeconds)
    const frequency: number[] = []
    const voltage: number[] = []
    for (let tick = 1; tick <= 40_000; tick++) {
      process.advance(tick)
      frequency.push(process.frequencyHz)
      voltage.push(process.voltage(tick % 16))
    }
    const f = moments(frequency)
    const v = moments(voltage)
    expect(Math.abs(f.mean - 50)).toBeLessThan(0.002)
    expect(Math.abs(f.sigma - 0.02)).toBeLessThan(0.001)
    expect(Math.abs(v.mean - 235.75)).toBeLessThan(0.15)
    expect(Math.abs(v.sigma - 2.3)).toBeLessThan(0.15)
  })

  it('has the memory it states: correlation e^(−15/120) of the frequency between ticks', () => {
    const process = supply(0, 0)
    let previous = process.state[0]
    let product = 0
    const ticks = 40_000
    for (let tick = 1; tick <= ticks; tick++) {
      process.advance(tick)
      product += previous * process.state[0]
      previous = process.state[0]
    }
    expect(product / ticks).toBeCloseTo(Math.exp(-15 / 120), 1)
  })

  it('stays in the bands of EN 50160: 50 Hz ± 1 %, 230 V ± 10 %', () => {
    const process = supply(0, 3)
    let farthestHz = 0
    let farthestV = 0
    for (let tick = 1; tick <= 20_000; tick++) {
      process.advance(tick)
      farthestHz = Math.max(farthestHz, Math.abs(process.frequencyHz - 50))
      farthestV = Math.max(farthestV, Math.abs(process.voltage(tick % 4) - 230))
    }
    expect(farthestHz).toBeLessThan(0.5)
    expect(farthestV).toBeLessThan(23)
  })
})
