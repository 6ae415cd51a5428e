import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { peakShaving } from './peak-shaving.ts'
import { situationOf } from './situation.fixture.ts'

const POWER = 1_250_000
const THRESHOLD = 5_000_000
const ON = situationOf(true)
const OFF = situationOf(false)

describe('peakShaving', () => {
  it('discharges what exceeds the threshold at any hour', () => {
    expect(peakShaving(-5_700_000, 0.3, POWER, THRESHOLD, ON)).toBe(-700_000)
    expect(peakShaving(-5_700_000, 0.9, POWER, THRESHOLD, OFF)).toBe(-700_000)
  })

  it('recharges off peak up to the threshold', () => {
    expect(peakShaving(-4_800_000, 0.5, POWER, THRESHOLD, OFF)).toBe(200_000)
    expect(peakShaving(-1_000_000, 0.5, POWER, THRESHOLD, OFF)).toBe(POWER)
    expect(peakShaving(-1_000_000, 0.8, POWER, THRESHOLD, OFF)).toBe(0)
  })

  it('serves the site on peak from above its reserve only', () => {
    expect(peakShaving(-300_000, 0.6, POWER, THRESHOLD, ON)).toBe(-300_000)
    expect(peakShaving(-300_000, 0.3, POWER, THRESHOLD, ON)).toBe(0)
  })

  it('stores the surplus at any hour', () => {
    expect(peakShaving(300_000, 0.9, POWER, THRESHOLD, OFF)).toBe(300_000)
    expect(peakShaving(300_000, 0.3, POWER, THRESHOLD, ON)).toBe(300_000)
  })

  it('never makes a peak: import stays at or below the larger of the threshold and what the site needed', () => {
    const energy = fc.integer({ min: -50_000_000, max: 50_000_000 })
    const soc = fc.double({ min: 0, max: 1, noNaN: true })
    const limit = fc.integer({ min: 0, max: 20_000_000 })
    fc.assert(
      fc.property(energy, soc, limit, limit, fc.boolean(), (surplus, state, power, threshold, onPeak) => {
        const imported = peakShaving(surplus, state, power, threshold, situationOf(onPeak)) - surplus
        expect(imported).toBeLessThanOrEqual(Math.max(threshold, -surplus))
      }),
    )
  })

  it('rests for stand-alone storage, which has no load to shave', () => {
    expect(peakShaving(0, 0.5, POWER, 0, ON)).toBe(0)
    expect(peakShaving(0, 0.5, POWER, 0, OFF)).toBe(0)
  })
})
