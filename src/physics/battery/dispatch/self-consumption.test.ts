import { describe, expect, it } from 'vitest'
import { selfConsumption } from './self-consumption.ts'
import { situationOf } from './situation.fixture.ts'

const POWER = 1_250_000
const SITUATION = situationOf(false)

describe('selfConsumption', () => {
  it('charges the surplus and discharges the deficit', () => {
    expect(selfConsumption(300_000, 0.5, POWER, 0, SITUATION)).toBe(300_000)
    expect(selfConsumption(-300_000, 0.5, POWER, 0, SITUATION)).toBe(-300_000)
  })

  it('stays within the power limit', () => {
    expect(selfConsumption(9_000_000, 0.5, POWER, 0, SITUATION)).toBe(POWER)
    expect(selfConsumption(-9_000_000, 0.5, POWER, 0, SITUATION)).toBe(-POWER)
  })

  it('rests when generation and consumption are equal', () => {
    expect(selfConsumption(0, 0.5, POWER, 0, SITUATION)).toBe(0)
  })
})
