/** @module Writes a meter's controls into their columns, and reads them back. */

import { CURVE_NUMBERS } from '../../physics/control/control-curve.ts'
import { rampShare } from '../../physics/control/ramp.ts'
import type { ControlCurve, DerControl, LoadControl } from './command.ts'
import type { ControlState, CurveColumn } from './control-state.ts'

/** What array and battery of a meter do as a control begins: where its ramps start. */
export interface DerOperatingPoint {
  /** Power of the battery as a share of its rating, of the array where there is none; discharging positive. */
  readonly fixedPower: number
  /** Power of both together [kW]. */
  readonly powerKw: number
}

/** The control of a meter's array and battery; null for none. */
export function readDerControl(state: ControlState, i: number): DerControl | null {
  if (state.hasDerControl[i] === 0) return null
  const powerFactor = state.fixedPowerFactor[i]
  return {
    isConnected: state.isConnected[i] === 1,
    isEnergized: state.isEnergized[i] === 1,
    maxLimit: orNull(state.maxLimit[i]),
    fixedPower: orNull(state.fixedPower[i]),
    targetPowerKw: orNull(state.targetPowerKw[i]),
    fixedPowerFactor: Number.isNaN(powerFactor)
      ? null
      : { powerFactor: Math.abs(powerFactor), isUnderExcited: powerFactor > 0 },
    voltVar: readCurve(state.voltVar, i),
    voltWatt: readCurve(state.voltWatt, i),
    rampSeconds: state.rampSeconds[i],
  }
}

/**
 * Sets the control of a meter's array and battery.
 *
 * Ramps begin at what an earlier control has reached. Where there was none, a limit comes down from 1, and a power
 * starts from what flows.
 *
 * @param tick - first tick it shapes
 * @param now - what flowed in the interval before
 */
export function writeDerControl(
  state: ControlState,
  i: number,
  control: DerControl | null,
  { tick, intervalSeconds, now }: { tick: number; intervalSeconds: number; now: DerOperatingPoint },
): void {
  const done = rampDone(state, i, tick, intervalSeconds)
  const reached = (from: number, to: number, otherwise: number): number =>
    state.hasDerControl[i] === 0 || Number.isNaN(to) ? otherwise : from + (to - from) * done
  const limit = reached(state.rampLimit[i], orNull(state.maxLimit[i]) ?? 1, 1)
  const fixedPower = reached(state.rampFixedPower[i], state.fixedPower[i], now.fixedPower)
  const targetKw = reached(state.rampTargetKw[i], state.targetPowerKw[i], now.powerKw)
  state.hasDerControl[i] = control === null ? 0 : 1
  if (control === null) return
  const { fixedPowerFactor } = control
  state.isConnected[i] = control.isConnected ? 1 : 0
  state.isEnergized[i] = control.isEnergized ? 1 : 0
  state.maxLimit[i] = orNaN(control.maxLimit)
  state.fixedPower[i] = orNaN(control.fixedPower)
  state.targetPowerKw[i] = orNaN(control.targetPowerKw)
  state.fixedPowerFactor[i] =
    fixedPowerFactor === null ? Number.NaN : fixedPowerFactor.powerFactor * (fixedPowerFactor.isUnderExcited ? 1 : -1)
  state.rampSeconds[i] = control.rampSeconds
  state.rampTick[i] = tick
  state.rampLimit[i] = limit
  state.rampFixedPower[i] = fixedPower
  state.rampTargetKw[i] = targetKw
  writeCurve(state, 'voltVar', i, control.voltVar)
  writeCurve(state, 'voltWatt', i, control.voltWatt)
}

/** The control of a meter's load; null for none. */
export function readLoadControl(state: ControlState, i: number): LoadControl | null {
  if (state.hasLoadControl[i] === 0) return null
  return {
    dutyCycle: orNull(state.dutyCycle[i]),
    coolingOffsetK: orNull(state.coolingOffsetK[i]),
    loadShare: orNull(state.loadShare[i]),
  }
}

/** Sets the control of a meter's load. */
export function writeLoadControl(state: ControlState, i: number, control: LoadControl | null): void {
  state.hasLoadControl[i] = control === null ? 0 : 1
  if (control === null) return
  state.dutyCycle[i] = orNaN(control.dutyCycle)
  state.coolingOffsetK[i] = orNaN(control.coolingOffsetK)
  state.loadShare[i] = orNaN(control.loadShare)
}

function rampDone(state: ControlState, i: number, tick: number, intervalSeconds: number): number {
  return rampShare((tick - state.rampTick[i]) * intervalSeconds, state.rampSeconds[i])
}

function readCurve(column: Float64Array, i: number): ControlCurve | null {
  const points: (readonly [number, number])[] = []
  for (let at = i * CURVE_NUMBERS; at < (i + 1) * CURVE_NUMBERS && !Number.isNaN(column[at]); at += 2) {
    points.push([column[at], column[at + 1]])
  }
  return points.length === 0 ? null : points
}

function writeCurve(state: ControlState, name: CurveColumn, i: number, curve: ControlCurve | null): void {
  const start = i * CURVE_NUMBERS
  state[name].fill(Number.NaN, start, start + CURVE_NUMBERS)
  if (curve !== null) state[name].set(curve.flat(), start)
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

function orNaN(value: number | null): number {
  return value ?? Number.NaN
}
