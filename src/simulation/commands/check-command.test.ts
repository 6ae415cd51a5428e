import { describe, expect, it } from 'vitest'
import { formatProblem } from '../../errors/problem.ts'
import { testInputs } from '../../run/run-inputs.fixture.ts'
import { checkCommand } from './check-command.ts'
import { type Command, type DerControl, UNCONTROLLED_DER } from './command.ts'

const { fleet } = testInputs()
const idOf = (isDer: boolean): string => {
  const meters = Array.from({ length: fleet.size }, (_, i) => fleet.meter(i))
  return meters.find(({ pv, battery }) => (pv !== null || battery !== null) === isDer)?.meterId ?? ''
}

function told(command: Command): string | null {
  const problem = checkCommand(command, fleet, 'POST /commands')
  return problem === null ? null : formatProblem(problem)
}

const der = (control: Partial<DerControl>): Command => ({
  kind: 'der_control',
  meterId: idOf(true),
  control: { ...UNCONTROLLED_DER, ...control },
})

describe('checkCommand', () => {
  it('finds nothing wrong with what a fleet can do', () => {
    const curve = Array.from({ length: 10 }, (_, k): [number, number] => [0.9 + k / 50, 0])
    const fine: Command[] = [
      der({ maxLimit: 0, fixedPower: -1, targetPowerKw: -5, voltVar: curve, voltWatt: [[1, 1]], rampSeconds: 3600 }),
      { kind: 'der_control', meterId: idOf(true), control: null },
      { kind: 'load_control', meterId: idOf(false), control: { dutyCycle: 0, coolingOffsetK: null, loadShare: 1 } },
      { kind: 'grid_prices', purchaseRate: 0.3, feedInRate: 0.3 },
      { kind: 'grid_prices', purchaseRate: null, feedInRate: 0.3 },
    ]
    expect(fine.map(told)).toEqual(fine.map(() => null))
  })

  it.each<[Command, string]>([
    [
      { kind: 'load_control', meterId: 'AMI_METER_UTCC_0O1', control: null },
      'meter_id = AMI_METER_UTCC_0O1: expected the id of a meter of this run. Did you mean AMI_METER_UTCC_001?',
    ],
    [
      { kind: 'der_control', meterId: idOf(false), control: UNCONTROLLED_DER },
      `meter_id = ${idOf(false)}: expected a meter with an array or a battery`,
    ],
    [der({ maxLimit: 1.5 }), 'control.max_limit = 1.5: expected a share from 0 to 1'],
    [der({ fixedPower: Number.NaN }), 'control.fixed_power = NaN: expected a share from -1 to 1'],
    [
      der({ fixedPowerFactor: { powerFactor: 0, isUnderExcited: true } }),
      'control.fixed_power_factor.power_factor = 0: expected a power factor above 0 and up to 1',
    ],
    [
      der({
        voltVar: [
          [1.1, 0],
          [1, 0.1],
        ],
      }),
      'control.volt_var = [[1.1,0],[1,0.1]]: expected 1 to 10 points [voltage, share], their voltages ascending',
    ],
    [
      der({ voltWatt: [] }),
      'control.volt_watt = []: expected 1 to 10 points [voltage, share], their voltages ascending',
    ],
    [
      { kind: 'grid_prices', purchaseRate: 0.1, feedInRate: 0.2 },
      'feed_in_rate = 0.2: expected a rate not above purchase_rate',
    ],
  ])('tells what is wrong: %#', (command, expected) => {
    expect(told(command)).toBe(`POST /commands: ${expected}`)
  })
})
