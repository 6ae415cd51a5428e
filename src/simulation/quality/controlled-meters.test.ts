import { describe, expect, it } from 'vitest'
import { START_MS, testInputs } from '../../run/run-inputs.fixture.ts'
import { TestEngine } from '../../run/test-engine.fixture.ts'
import { type Command, type DerControl, UNCONTROLLED_DER } from '../commands/command.ts'
import { summariseQuality } from './quality-summary.ts'
import { addTallies, TALLIES_LENGTH } from './quality-tallies.ts'

const CONTROLS: readonly Partial<DerControl>[] = [
  { maxLimit: 0.2 },
  { isConnected: false },
  { isEnergized: false },
  { targetPowerKw: 1, fixedPowerFactor: { powerFactor: 0.9, isUnderExcited: true } },
  { fixedPower: 0.1 },
  { voltWatt: [[1, 0.3]], voltVar: [[1, -0.3]], rampSeconds: 600 },
]

/** A sunny day in which one meter in two is told something from nine to four, and the head-end looks for faults. */
function quality(meters: number | null) {
  const inputs = { ...testInputs({ meters, intervalSeconds: 300 }), faults: { faults: [], random: [] } }
  const { fleet } = inputs
  const engine = new TestEngine(inputs, START_MS, undefined, true)
  const tallies = new Float64Array(TALLIES_LENGTH)
  const tell = (control: (i: number) => Command | null, tick: number): void => {
    for (let i = 0; i < fleet.size; i += 2) {
      const command = control(i)
      if (command !== null) engine.controls.apply(command, tick)
    }
  }
  for (let tick = 1; tick <= 288; tick++) {
    if (tick === 109) {
      tell((i) => {
        const { pv, battery, meterId } = fleet.meter(i)
        return pv === null && battery === null
          ? { kind: 'load_control', meterId, control: { dutyCycle: 0.3, coolingOffsetK: 1, loadShare: 0.4 } }
          : { kind: 'der_control', meterId, control: { ...UNCONTROLLED_DER, ...CONTROLS[(i / 2) % CONTROLS.length] } }
      }, tick)
    }
    if (tick === 193) tell((i) => ({ kind: 'der_control', meterId: fleet.meter(i).meterId, control: null }), tick)
    engine.advance()
    addTallies(tallies, engine.tallies)
  }
  return summariseQuality(tallies, 288 * fleet.size, true)
}

describe('a head-end that knows what meters were told', () => {
  it('doubts none of them', () => {
    for (const meters of [null, 80]) expect(quality(meters)).toMatchObject({ suspect: 0, estimated: 0, reasons: {} })
  })
})
