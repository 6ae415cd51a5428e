import { describe, expect, it } from 'vitest'
import { START_MS, testInputs } from '../run/run-inputs.fixture.ts'
import { TestEngine } from '../run/test-engine.fixture.ts'
import { CONDITION } from '../simulation/site-conditions.ts'
import { LocalClock } from '../time/local-clock.ts'
import { designLoads, ExpectedLoad } from './expected-load.ts'
import { meanPowerOver } from './mean-power.ts'

describe('ExpectedLoad', () => {
  it('is the course of the run without its noise', () => {
    const inputs = testInputs({ intervalSeconds: 900 })
    const load = new ExpectedLoad(designLoads(inputs.fleet), new LocalClock(inputs.site.timeZone))
    const engine = new TestEngine(inputs, START_MS)
    let [consumed, expected] = [0, 0]
    for (let tick = 1; tick <= 96; tick++) {
      engine.advance()
      const { columns, conditions } = engine.memory
      consumed += columns.consumed.reduce((sum, energy) => sum + energy, 0) / 1e6
      expected += load.at(START_MS + (tick - 0.5) * 900_000, conditions.scalars[CONDITION.meanTemperatureC]) / 4
    }
    expect(consumed / expected).toBeGreaterThan(0.95)
    expect(consumed / expected).toBeLessThan(1.05)
  })

  it('is larger when it is warm, and at noon of a weekday than at night', () => {
    const load = new ExpectedLoad(designLoads(testInputs().fleet), new LocalClock('Asia/Bangkok'))
    const noon = START_MS + 12 * 3_600_000
    expect(load.at(noon, 31)).toBeGreaterThan(load.at(noon, 27))
    expect(load.at(noon, 29)).toBeGreaterThan(load.at(START_MS + 3 * 3_600_000, 29))
  })
})

describe('meanPowerOver', () => {
  const powers = [
    { fromMs: 0, toMs: 100, kw: 10 },
    { fromMs: 100, toMs: 200, kw: 30 },
  ]

  it('weighs by the time that is shared, and leaves out what is not known', () => {
    expect(meanPowerOver(powers, 50, 150)).toBe(20)
    expect(meanPowerOver(powers, 150, 400)).toBe(30)
    expect(meanPowerOver(powers, 200, 400)).toBeNull()
  })
})
