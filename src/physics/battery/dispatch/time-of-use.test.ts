import { describe, expect, it } from 'vitest'
import { situationOf } from './situation.fixture.ts'
import { arbitrageGain, createTimeOfUse, timeOfUse } from './time-of-use.ts'

const POWER = 1_250_000
const THRESHOLD = 5_000_000
const ON = situationOf(true)
const OFF = situationOf(false)

describe('arbitrageGain', () => {
  it('is 0.16181 baht per kWh for the Thai tariff at 12 to 24 kV: 4.1839·0.9 − 2.6037 − 1', () => {
    expect(
      arbitrageGain({
        onPeakPricePerKwh: 4.1839,
        offPeakPricePerKwh: 2.6037,
        roundTripEfficiency: 0.9,
        wearPerKwh: 1,
      }),
    ).toBeCloseTo(0.16181, 10)
  })
})

describe('timeOfUse', () => {
  it('fills from the grid off peak below its target', () => {
    expect(timeOfUse(-400_000, 0.5, POWER, THRESHOLD, OFF)).toBe(POWER)
    expect(timeOfUse(400_000, 0.5, POWER, THRESHOLD, OFF)).toBe(POWER)
  })

  it('takes only the surplus off peak above its target', () => {
    expect(timeOfUse(400_000, 0.8, POWER, THRESHOLD, OFF)).toBe(400_000)
    expect(timeOfUse(-400_000, 0.8, POWER, THRESHOLD, OFF)).toBe(0)
  })

  it('covers the deficit on peak and stores the surplus', () => {
    expect(timeOfUse(-400_000, 0.5, POWER, THRESHOLD, ON)).toBe(-400_000)
    expect(timeOfUse(400_000, 0.5, POWER, THRESHOLD, ON)).toBe(400_000)
  })

  it('lets stand-alone storage deliver on peak and fill off peak', () => {
    expect(timeOfUse(0, 0.9, POWER, 0, ON)).toBe(-POWER)
    expect(timeOfUse(0, 0.5, POWER, 0, OFF)).toBe(POWER)
  })
})

describe('a tariff whose spread does not pay for losses and wear', () => {
  const decide = createTimeOfUse({
    onPeakPricePerKwh: 4,
    offPeakPricePerKwh: 3.5,
    roundTripEfficiency: 0.9,
    wearPerKwh: 1,
  })

  it('moves no energy from the grid', () => {
    expect(decide(-400_000, 0.5, POWER, THRESHOLD, OFF)).toBe(0)
    expect(decide(0, 0.5, POWER, 0, ON)).toBe(0)
  })

  it('still stores and uses the sun', () => {
    expect(decide(400_000, 0.5, POWER, THRESHOLD, OFF)).toBe(400_000)
    expect(decide(-400_000, 0.5, POWER, THRESHOLD, ON)).toBe(-400_000)
  })
})
