import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DISPATCH_STRATEGIES } from '../../../campus/meter.ts'
import { UsageError } from '../../../errors/problem.ts'
import { DISPATCH_DECISIONS, dispatchDecision } from './dispatch-strategy.ts'
import { peakShaving } from './peak-shaving.ts'
import { priceArbitrage } from './price-arbitrage.ts'
import { selfConsumption } from './self-consumption.ts'
import { situationOf } from './situation.fixture.ts'
import { timeOfUse } from './time-of-use.ts'

const POLICIES = [selfConsumption, timeOfUse, peakShaving, priceArbitrage]

describe('the registry', () => {
  it('answers each known name, in the order of the names', () => {
    expect(DISPATCH_STRATEGIES.map((name) => dispatchDecision(name))).toEqual(POLICIES)
    expect(DISPATCH_DECISIONS).toEqual(POLICIES)
  })

  it('answers an unknown name with the known ones', () => {
    expect(() => dispatchDecision('arbitrage', 'campus.json')).toThrow(UsageError)
    expect(() => dispatchDecision('arbitrage', 'campus.json')).toThrow(
      'campus.json: dispatch = arbitrage: expected one of self-consumption, time-of-use, peak-shaving, price-arbitrage',
    )
    expect(() => dispatchDecision('toString')).toThrow(UsageError)
  })
})

describe('every policy', () => {
  const energy = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
  const soc = fc.double({ min: 0, max: 1, noNaN: true })
  const power = fc.integer({ min: 0, max: 100_000_000 })
  const price = fc.double({ min: -1, max: 5, noNaN: true })
  const situation = fc
    .record({
      buyPrice: price,
      sellPrice: price,
      cheapPrice: price,
      dearPrice: price,
      needPrice: price,
      keepPrice: price,
      wearPerKwh: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .chain((prices) => fc.boolean().map((onPeak) => situationOf(onPeak, prices)))

  it.each(DISPATCH_STRATEGIES)('%s wants a whole energy within the power limit', (name) => {
    const decide = dispatchDecision(name)
    fc.assert(
      fc.property(energy, soc, power, energy, situation, (surplus, state, limit, threshold, at) => {
        const wanted = decide(surplus, state, limit, threshold, at)
        expect(Number.isInteger(wanted)).toBe(true)
        expect(Math.abs(wanted)).toBeLessThanOrEqual(limit)
      }),
    )
  })

  const keepers = DISPATCH_STRATEGIES.filter((name) => name !== 'price-arbitrage')

  it.each(keepers)('%s, which sells nothing, never discharges while the site has a surplus', (name) => {
    const decide = dispatchDecision(name)
    fc.assert(
      fc.property(energy, soc, power, energy, situation, (surplus, state, limit, threshold, at) => {
        expect(decide(Math.abs(surplus) + 1, state, limit, threshold, at)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
