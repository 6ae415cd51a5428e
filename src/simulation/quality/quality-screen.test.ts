import { describe, expect, it } from 'vitest'
import { START_MS, testInputs } from '../../run/run-inputs.fixture.ts'
import { TestEngine } from '../../run/test-engine.fixture.ts'
import { fleetLayout } from '../fleet-layout.ts'
import { fleetParameters } from '../fleet-parameters.ts'
import { CONDITION } from '../site-conditions.ts'
import { plausibleLimits } from './plausible-limits.ts'
import { REASON } from './quality-reasons.ts'
import { QualityScreen } from './quality-screen.ts'
import { TALLIES_LENGTH, TALLY } from './quality-tallies.ts'

/** A fleet at noon, whose columns are then spoilt by hand. */
function screened() {
  const inputs = testInputs({ meters: 60, intervalSeconds: 900 })
  const engine = new TestEngine(inputs, START_MS + 12 * 3_600_000)
  engine.advance()
  const { planeOf } = fleetLayout(inputs.fleet)
  const parameters = fleetParameters(inputs.fleet, 0, 60, planeOf, 900)
  const screen = new QualityScreen(
    parameters,
    engine.memory.columns,
    plausibleLimits(parameters, [7], 900, inputs.site),
  )
  const tallies = new Float64Array(TALLIES_LENGTH)
  return { ...engine.memory, tallies, assess: () => screen.assess(engine.memory.conditions, tallies) }
}

describe('the screen of meters that do not fail', () => {
  it('finds nothing where nothing is wrong', () => {
    const { columns, tallies, assess } = screened()
    assess()
    expect(columns.reasons.every((mask) => mask === 0)).toBe(true)
    expect(tallies.every((count) => count === 0)).toBe(true)
  })

  it('marks the one reading that contradicts itself, and forgets it with the next', () => {
    const { columns, tallies, assess } = screened()
    const { imported } = columns
    imported[33] += 1
    assess()
    expect(Array.from(columns.reasons).flatMap((mask, i) => (mask === 0 ? [] : [[i, mask]]))).toEqual([
      [33, REASON.energy_imbalance],
    ])
    expect([tallies[TALLY.suspect], tallies[TALLY.estimated], tallies[TALLY.reasons + 1]]).toEqual([1, 0, 1])
    imported[33] -= 1
    assess()
    expect(columns.reasons[33]).toBe(0)
    expect(tallies[TALLY.suspect]).toBe(0)
  })

  it('takes a replayed load as it was recorded, another one only within reason', () => {
    const { columns, assess } = screened()
    for (const i of [7, 8]) {
      columns.consumed[i] += 1e9
      columns.imported[i] += 1e9 - columns.exported[i]
      columns.exported[i] = 0
    }
    assess()
    expect([columns.reasons[7], columns.reasons[8]]).toEqual([0, REASON.out_of_range])
  })

  it('doubts all meters when the grid is off its frequency', () => {
    const { columns, conditions, tallies, assess } = screened()
    conditions.scalars[CONDITION.frequencyHz] = 46
    assess()
    expect(columns.reasons.every((mask) => mask === REASON.out_of_range)).toBe(true)
    expect(tallies[TALLY.suspect]).toBe(60)
    conditions.scalars[CONDITION.frequencyHz] = 50
    assess()
    expect(columns.reasons.every((mask) => mask === 0)).toBe(true)
  })
})
