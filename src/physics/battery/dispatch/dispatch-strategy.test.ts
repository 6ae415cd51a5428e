import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DISPATCH_STRATEGIES } from '../../../campus/meter.ts'
import { UsageError } from '../../../errors/problem.ts'
import { DISPATCH_DECISIONS, dispatchDecision } from './dispatch-strategy.ts'
import { peakShaving } from './peak-shaving.ts'
import { selfConsumption } from './self-consumption.ts'
import { timeOfUse } from './time-of-use.ts'

describe('the registry', () => {
  it('answers each known name, in the order of the names', () => {
    expect(DISPATCH_STRATEGIES.map((name) => dispatchDecision(name))).toEqual([selfConsumption, timeOfUse, peakShaving])
    expect(DISPATCH_DECISIONS).toEqual([selfConsumption, timeOfUse, peakShaving])
  })

  it('answers an unknown name with the known ones', () => {
    expect(() => dispatchDecision('arbitrage', 'campus.json')).toThrow(UsageError)
    expect(() => dispatchDecision('arbitrage', 'campus.json')).toThrow(
      'campus.json: dispatch = arbitrage: expected one of self-consumption, time-of-use, peak-shaving',
    )
    expect(() => dispatchDecision('toString')).toThrow(UsageError)
  })
})

describe('every policy', () => {
  const energy = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
  const soc = fc.double({ min: 0, max: 1, noNaN: true })
  const power = fc.integer({ min: 0, max: 100_000_000 })

  it.each(DISPATCH_STRATEGIES)('%s wants a whole energy within the power limit', (name) => {
    const decide = dispatchDecision(name)
    fc.assert(
      fc.property(energy, soc, power, energy, fc.boolean(), (surplus, state, limit, threshold, onPeak) => {
        const wanted = decide(surplus, state, limit, threshold, { onPeak })
        expect(Number.isInteger(wanted)).toBe(true)
        expect(Math.abs(wanted)).toBeLessThanOrEqual(limit)
      }),
    )
  })

  it.each(DISPATCH_STRATEGIES)('%s never discharges while the site has a surplus', (name) => {
    const decide = dispatchDecision(name)
    fc.assert(
      fc.property(energy, soc, power, energy, fc.boolean(), (surplus, state, limit, threshold, onPeak) => {
        expect(decide(Math.abs(surplus) + 1, state, limit, threshold, { onPeak })).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
