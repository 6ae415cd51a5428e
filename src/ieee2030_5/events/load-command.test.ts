import { describe, expect, it } from 'vitest'
import type { LoadControl } from '../../simulation/commands/command.ts'
import { APPLIANCE_LOAD_REDUCTION, type EndDeviceControl, REDUCTION_UNIT } from '../model/demand-response.ts'
import { DEVICE_CATEGORY } from '../model/device-category.ts'
import { loadCommand } from './load-command.ts'
import { loadEvents } from './load-events.ts'

const EMS = 2 ** DEVICE_CATEGORY.energyManagementSystem

function control(ways: Partial<EndDeviceControl>): EndDeviceControl {
  return {
    mRID: 'E',
    creationTime: 0,
    EventStatus: { currentStatus: 1, dateTime: 0, potentiallySuperseded: false },
    interval: { start: 0, duration: 7200 },
    deviceCategory: EMS,
    drProgramMandatory: true,
    loadShiftForward: false,
    ...ways,
  }
}

const USUAL = { loadKw: 50, coolingSetPointC: 24 }
const NOTHING: LoadControl = { dutyCycle: null, coolingOffsetK: null, loadShare: null }

describe('loadCommand', () => {
  // biome-ignore format: a line is a case
  it.each<readonly [what: string, ways: Partial<EndDeviceControl>, expected: Partial<LoadControl>]>([
    ['a duty cycle', { DutyCycle: { normalValue: 60 } }, { dutyCycle: 0.6 }],
    ['cooling less', { Offset: { coolingOffset: 25 } }, { coolingOffsetK: 2.5 }],
    ['cooling ahead', { Offset: { coolingOffset: 25 }, loadShiftForward: true }, { coolingOffsetK: -2.5 }],
    ['cooling to a temperature', { SetPoint: { coolingSetpoint: 2650 } }, { coolingOffsetK: 2.5 }],
    ['a share less', { Offset: { loadAdjustmentPercentageOffset: 3000 } }, { loadShare: 0.7 }],
    ['10 of 50 kW less', { TargetReduction: { type: REDUCTION_UNIT.kilowatt, value: 10 } }, { loadShare: 0.8 }],
    ['25,000 W of 50 kW less', { TargetReduction: { type: REDUCTION_UNIT.watt, value: 25000 } }, { loadShare: 0.5 }],
    ['40 kWh of 50 kW for two hours less', { TargetReduction: { type: REDUCTION_UNIT.kilowattHour, value: 40 } }, { loadShare: 0.6 }],
    ['more than there is less', { TargetReduction: { type: REDUCTION_UNIT.kilowatt, value: 60 } }, { loadShare: 0 }],
    ['a delay of appliances', { ApplianceLoadReduction: { type: APPLIANCE_LOAD_REDUCTION.delay } }, { loadShare: 0.87 }],
    ['a short reduction of appliances', { ApplianceLoadReduction: { type: APPLIANCE_LOAD_REDUCTION.temporaryReduction } }, { loadShare: 0.5 }],
    ['the most of several reductions', { ApplianceLoadReduction: { type: 0 }, Offset: { loadAdjustmentPercentageOffset: 3000 } }, { loadShare: 0.7 }],
  ])('says %s', (_, ways, expected) => {
    expect(loadCommand(control(ways), USUAL)).toEqual({ control: { ...NOTHING, ...expected }, unmapped: [] })
  })

  // biome-ignore format: a line is a case
  it.each<readonly [what: string, ways: Partial<EndDeviceControl>, fields: readonly string[]]>([
    ['heating', { Offset: { heatingOffset: 10 }, SetPoint: { heatingSetpoint: 1800 } }, ['Offset.heatingOffset', 'SetPoint.heatingSetpoint']],
    ['gallons', { TargetReduction: { type: REDUCTION_UNIT.usGallon, value: 10 } }, ['TargetReduction']],
    ['more load', { TargetReduction: { type: REDUCTION_UNIT.kilowatt, value: 10 }, loadShiftForward: true }, ['TargetReduction']],
    ['a reserved reduction', { ApplianceLoadReduction: { type: 9 } }, ['ApplianceLoadReduction']],
  ])('reports %s', (_, ways, fields) => {
    const { control: said, unmapped } = loadCommand(control(ways), USUAL)
    expect(said).toEqual(NOTHING)
    expect(unmapped.map(({ field }) => field)).toEqual(fields)
  })

  it('reports a set-point where the usual one is not known', () => {
    const { unmapped } = loadCommand(control({ SetPoint: { coolingSetpoint: 2650 } }), {
      ...USUAL,
      coolingSetPointC: null,
    })
    expect(unmapped).toEqual([{ field: 'SetPoint.coolingSetpoint', reason: 'its usual set-point is not known' }])
  })

  it('leaves a load alone that takes nothing', () => {
    const reduction = { TargetReduction: { type: REDUCTION_UNIT.kilowatt, value: 10 } }
    expect(loadCommand(control(reduction), { ...USUAL, loadKw: 0 }).control?.loadShare).toBe(1)
  })

  it('releases the load when nothing is in effect', () => {
    expect(loadCommand(null, USUAL)).toEqual({ control: null, unmapped: [] })
  })
})

describe('loadEvents', () => {
  const program = { mRID: 'P', primacy: 4 }
  const events = (ways: Partial<EndDeviceControl>) => loadEvents([{ program, controls: [control(ways)] }], EMS)

  it('are of one target: a meter has one load', () => {
    const [first] = events({ DutyCycle: { normalValue: 50 } })
    expect(first).toMatchObject({ programMrid: 'P', primacy: 4, targets: ['load'], rejection: null })
  })

  it.each([
    ['nothing to do', {}, 252],
    ['more than all of the time', { DutyCycle: { normalValue: 101 } }, 253],
  ])('are rejected with %s', (_, ways, status) => {
    expect(events(ways)[0].rejection).toBe(status)
  })

  it('are only those for this kind of device', () => {
    expect(events({ deviceCategory: 2 ** DEVICE_CATEGORY.poolPump })).toEqual([])
  })
})
