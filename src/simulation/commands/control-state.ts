/** @module What meters have been told, as columns: shared with the workers, and held by a checkpoint. */

import { CURVE_NUMBERS } from '../../physics/control/control-curve.ts'
import { type Columns, sharedColumns, sharedFloats, sliceColumns } from '../shared-array.ts'
import { createTimedState, sliceTimedState, type TimedState } from './timed-state.ts'

/** Columns of doubles by meter; flags are 0 or 1, and NaN stands where nothing is told. */
const METER_CONTROLS = [
  /** Whether array and battery are controlled at all; the columns of a meter without are meaningless. */
  'hasDerControl',
  'isConnected',
  'isEnergized',
  /** As in DerControl. */
  'maxLimit',
  'fixedPower',
  'targetPowerKw',
  /** Displacement power factor, negative over-excited. */
  'fixedPowerFactor',
  'rampSeconds',
  /** First tick of the control, and where its ramps begin. */
  'rampTick',
  'rampLimit',
  'rampFixedPower',
  'rampTargetKw',
  /** Likewise of the load. */
  'hasLoadControl',
  'dutyCycle',
  'coolingOffsetK',
  'loadShare',
] as const

/** Curves take CURVE_NUMBERS numbers per meter, NaN from the first that is not used. */
const CURVES = ['voltVar', 'voltWatt'] as const
export type CurveColumn = (typeof CURVES)[number]

/** Positions in `ControlState.common`. */
export const COMMON = {
  /** Commands applied so far: whoever prepares for the controls in force knows by it when they changed. */
  commands: 0,
  /** What the grid charges and pays in the open market slot instead of the tariff [currency/kWh]; NaN for the tariff. */
  purchaseRate: 1,
  feedInRate: 2,
  /** The same from the next slot on. */
  nextPurchaseRate: 3,
  nextFeedInRate: 4,
} as const

export interface ControlState extends Columns<(typeof METER_CONTROLS)[number] | CurveColumn> {
  readonly common: Float64Array
  /** What holds for a time only. */
  readonly timed: TimedState
}

/** A fleet nobody has told anything. */
export function createControlState(meters: number): ControlState {
  const common = sharedFloats(Object.keys(COMMON).length)
  common.fill(Number.NaN)
  common[COMMON.commands] = 0
  return {
    ...sharedColumns(METER_CONTROLS, meters),
    ...sharedColumns(CURVES, meters * CURVE_NUMBERS),
    common,
    timed: createTimedState(meters),
  }
}

/** The part of meters [from, to): views, not copies. */
export function sliceControlState(state: ControlState, from: number, to: number): ControlState {
  return {
    ...sliceColumns(state, METER_CONTROLS, from, to),
    ...sliceColumns(state, CURVES, from * CURVE_NUMBERS, to * CURVE_NUMBERS),
    common: state.common,
    timed: sliceTimedState(state.timed, from, to),
  }
}

/** The columns by the names a checkpoint gives them; views, not copies. */
export function controlColumns(state: ControlState): Map<string, Float64Array> {
  const names = [...METER_CONTROLS, ...CURVES, 'common'] as const
  return new Map(names.map((name) => [`controls.${name}`, state[name]]))
}
