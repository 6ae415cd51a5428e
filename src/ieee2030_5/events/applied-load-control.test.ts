import { expect, it } from 'vitest'
import { APPLIANCE_LOAD_REDUCTION, type EndDeviceControl, REDUCTION_UNIT } from '../model/demand-response.ts'
import { RESPONSE_STATUS } from '../model/response.ts'
import { withApplied } from './applied-load-control.ts'
import type { DueResponse } from './due-response.ts'

const EVENT = '1'.repeat(32)
const LFDI = 'A'.repeat(40)
const USUAL = { loadKw: 10, coolingSetPointC: null }

function control(ways: Partial<EndDeviceControl>): EndDeviceControl {
  return {
    mRID: EVENT,
    creationTime: 0,
    EventStatus: { currentStatus: 1, dateTime: 0, potentiallySuperseded: false },
    interval: { start: 0, duration: 3600 },
    deviceCategory: 0,
    drProgramMandatory: false,
    loadShiftForward: false,
    ...ways,
  }
}

function responded(ways: Partial<EndDeviceControl>, status: number = RESPONSE_STATUS.started, subject = EVENT) {
  const value = { endDeviceLFDI: LFDI, subject, status, createdDateTime: 1 }
  const due: DueResponse = { replyTo: '/rsp', response: { kind: 'DrResponse', value } }
  const [{ response }] = withApplied([due], [control(ways)], USUAL)
  const {
    endDeviceLFDI: _lfdi,
    subject: _subject,
    status: _status,
    createdDateTime: _created,
    ...applied
  } = response.value
  return applied
}

const ALL = {
  ApplianceLoadReduction: { type: APPLIANCE_LOAD_REDUCTION.delay },
  DutyCycle: { normalValue: 40 },
  Offset: { coolingOffset: 20, heatingOffset: 10, loadAdjustmentPercentageOffset: 1500 },
  SetPoint: { coolingSetpoint: 2600, heatingSetpoint: 1800 },
  TargetReduction: { type: REDUCTION_UNIT.kilowatt, value: 3 },
}

it.each([RESPONSE_STATUS.started, RESPONSE_STATUS.completed])(
  'status %i tells what was applied, and not what the simulation cannot do',
  (status) => {
    expect(responded(ALL, status)).toEqual({
      ApplianceLoadReduction: { type: APPLIANCE_LOAD_REDUCTION.delay },
      AppliedTargetReduction: { type: REDUCTION_UNIT.kilowatt, value: 3 },
      DutyCycle: { normalValue: 40 },
      Offset: { coolingOffset: 20, loadAdjustmentPercentageOffset: 1500 },
    })
  },
)

it.each([
  ['a set-point while the usual one is not known', { SetPoint: { coolingSetpoint: 2600 } }],
  ['heating', { Offset: { heatingOffset: 10 } }],
  ['a reduction of gas', { TargetReduction: { type: REDUCTION_UNIT.cubicMetre, value: 3 } }],
  ['an unknown way of appliances', { ApplianceLoadReduction: { type: 77 } }],
  ['more load', { loadShiftForward: true, Offset: { loadAdjustmentPercentageOffset: 1500 } }],
] as const)('%s is not applied', (_, ways) => {
  expect(responded(ways)).toEqual({})
})

it.each([RESPONSE_STATUS.received, RESPONSE_STATUS.cancelled, RESPONSE_STATUS.rejectedInvalid])(
  'status %i tells nothing of it',
  (status) => {
    expect(responded(ALL, status)).toEqual({})
  },
)

it('nothing is told of an event that is gone', () => {
  expect(responded(ALL, RESPONSE_STATUS.completed, '2'.repeat(32))).toEqual({})
})
