import { describe, expect, it } from 'vitest'
import { START_MS, testInputs } from '../../run/run-inputs.fixture.ts'
import { TestEngine } from '../../run/test-engine.fixture.ts'
import { fleetLayout } from '../fleet-layout.ts'
import { fleetParameters } from '../fleet-parameters.ts'
import { FeederBalance } from './feeder-balance.ts'
import { LoadExpectation } from './load-expectation.ts'

const METERS = 20
const THIEF = 4

/** Follows a feeder of homes of which one counts only a share, and gives who is suspected at each tick. */
function suspects(ticks: number, shareAt: (tick: number) => number, isUsable = (_tick: number) => true): number[] {
  const inputs = testInputs({ meters: METERS, intervalSeconds: 900 })
  const engine = new TestEngine(inputs, START_MS)
  const parameters = fleetParameters(inputs.fleet, 0, METERS, fleetLayout(inputs.fleet).planeOf, 900)
  const load = new LoadExpectation(parameters, new Int32Array(0), 900)
  const balance = new FeederBalance(load, { blame: new Float64Array(METERS), missing: new Float64Array(METERS) })
  const found: number[] = []
  for (let tick = 1; tick <= ticks; tick++) {
    engine.advance()
    load.update(engine.memory.conditions, null)
    const { imported, exported, consumed } = engine.memory.columns
    const delivered = imported.reduce((sum, energy, i) => sum + energy - exported[i], 0)
    const counted = { imported: imported.slice(), exported: exported.slice(), consumed: consumed.slice() }
    const stolen = Math.round(consumed[THIEF] * (1 - shareAt(tick)))
    counted.consumed[THIEF] -= stolen
    counted.imported[THIEF] -= stolen
    found.push(balance.suspect(delivered, counted, [0, METERS], isUsable(tick)))
  }
  return found
}

describe('FeederBalance', () => {
  it('suspects nobody while the meters count what the transformer delivered', () => {
    expect(new Set(suspects(96, () => 1))).toEqual(new Set([-1]))
  })

  it('finds with time whose meter is bypassed, without having seen it begin', () => {
    const found = suspects(2 * 96, () => 0.3)
    expect(found[0]).toBe(-1)
    expect(found.at(-1)).toBe(THIEF)
    expect(new Set(found)).toEqual(new Set([-1, THIEF]))
  })

  it('forgets as soon as nothing is missing', () => {
    const found = suspects(3 * 96, (tick) => (tick <= 2 * 96 ? 0.3 : 1))
    expect(found[2 * 96 - 1]).toBe(THIEF)
    expect(new Set(found.slice(2 * 96))).toEqual(new Set([-1]))
  })

  it('learns nothing from intervals in which a meter was silent, and keeps what it knew', () => {
    expect(
      new Set(
        suspects(
          2 * 96,
          () => 0.3,
          () => false,
        ),
      ),
    ).toEqual(new Set([-1]))
    const found = suspects(
      3 * 96,
      (tick) => (tick <= 2 * 96 ? 0.3 : 1),
      (tick) => tick <= 2 * 96,
    )
    expect(found.at(-1)).toBe(THIEF)
  })
})
