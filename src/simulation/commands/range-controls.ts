/** @module What controls make of the meters of a range, tick by tick: limits, wishes for batteries, reactive power. */

import { BUILDING_TYPES } from '../../campus/building-type.ts'
import { CURVE_NUMBERS, curveValue } from '../../physics/control/control-curve.ts'
import { fixedPowerFactorVar, sharedReactiveVar } from '../../physics/control/inverter-reactive-power.ts'
import { meanRampShare } from '../../physics/control/ramp.ts'
import { reducedLoadShare } from '../../physics/load/demand-response.ts'
import { milliWhPerKw } from '../../units/energy.ts'
import type { FleetParameters } from '../fleet-parameters.ts'
import { type ReadingColumns, sliceReadingColumns } from '../readings/reading-batch.ts'
import { CONDITION, type SiteConditions } from '../site-conditions.ts'
import { COMMON, type ControlState, sliceControlState } from './control-state.ts'
import { readLoadControl } from './meter-controls.ts'
import { TIMED } from './timed-state.ts'

const UNLIMITED = Number.POSITIVE_INFINITY
const NONE = -1

export interface RangeControlsOptions {
  readonly parameters: FleetParameters
  /** State and true columns of the whole fleet. */
  readonly state: ControlState
  readonly columns: ReadingColumns
  readonly nominalVoltageV: number
  readonly intervalSeconds: number
}

/**
 * The controls of meters [from, to); energies are milliwatt-hours of one interval.
 *
 * Within a tick: `prepare`, then loads, arrays, batteries, arrays once more, reactive power.
 */
export class RangeControls {
  readonly #parameters: FleetParameters
  readonly #state: ControlState
  readonly #columns: ReadingColumns
  readonly #nominalVoltageV: number
  readonly #intervalSeconds: number
  readonly #perKw: number
  /** Inverters of each meter's array and battery, and of the array alone. */
  readonly #rating: Float64Array
  readonly #arrayRating: Float64Array
  /** Battery of each meter in the parameters; NONE without. */
  readonly #batteryOf: Int32Array
  #preparedFor = 0
  #derMeters: readonly number[] = []
  #loadMeters: readonly number[] = []
  /** Most that array and discharging battery may give together. */
  readonly #limit: Float64Array
  /** Whether array and battery are at rest by command: 0 or 1. */
  readonly #isOff: Uint8Array
  /** What the battery is told to give, charging negative; NaN where it is told nothing. */
  readonly #batteryPower: Float64Array
  /** What array and battery are told to give together; NaN where they are told nothing. */
  readonly #target: Float64Array
  /** Share of the load that is left. */
  readonly #loadLeft: Float64Array
  /** Reactive power injected by inverters [var]. */
  readonly #injectedVar: Float64Array

  constructor({ parameters, state, columns, nominalVoltageV, intervalSeconds }: RangeControlsOptions) {
    const { from, to, pvMeter, pvInverterKw, batteryMeter, batteryPowerLimit } = parameters
    const size = to - from
    this.#parameters = parameters
    this.#state = sliceControlState(state, from, to)
    this.#columns = sliceReadingColumns(columns, from, to)
    this.#nominalVoltageV = nominalVoltageV
    this.#intervalSeconds = intervalSeconds
    this.#perKw = milliWhPerKw(intervalSeconds)
    this.#rating = new Float64Array(size)
    this.#arrayRating = new Float64Array(size)
    this.#batteryOf = new Int32Array(size).fill(NONE)
    for (let p = 0; p < pvMeter.length; p++) this.#arrayRating[pvMeter[p]] += pvInverterKw[p] * this.#perKw
    this.#rating.set(this.#arrayRating)
    for (let b = 0; b < batteryMeter.length; b++) {
      this.#rating[batteryMeter[b]] += batteryPowerLimit[b]
      this.#batteryOf[batteryMeter[b]] = b
    }
    this.#limit = new Float64Array(size).fill(UNLIMITED)
    this.#isOff = new Uint8Array(size)
    this.#batteryPower = new Float64Array(size).fill(Number.NaN)
    this.#target = new Float64Array(size).fill(Number.NaN)
    this.#loadLeft = new Float64Array(size).fill(1)
    this.#injectedVar = new Float64Array(size)
  }

  /** Prepares a tick, while the columns still hold the one before; false when nothing in the range is controlled. */
  prepare({ scalars }: SiteConditions): boolean {
    const commands = this.#state.common[COMMON.commands] + this.#state.timed.common[TIMED.endings]
    if (commands !== this.#preparedFor) {
      this.#preparedFor = commands
      this.#listControlled()
    }
    for (const i of this.#derMeters) this.#prepareDer(i, scalars[CONDITION.tick])
    for (const i of this.#loadMeters) this.#prepareLoad(i, scalars[CONDITION.meanTemperatureC])
    return this.#derMeters.length > 0 || this.#loadMeters.length > 0
  }

  reduceLoads(): void {
    const { consumed } = this.#columns
    for (const i of this.#loadMeters) consumed[i] = Math.floor(consumed[i] * this.#loadLeft[i] + 0.5)
  }

  /** Holds arrays within their limits; what is cut off is lost. */
  limitArrays(): void {
    const { generated } = this.#columns
    for (const i of this.#derMeters) generated[i] = Math.min(generated[i], Math.floor(this.generationLimit(i)))
  }

  /**
   * What a battery shall do.
   *
   * @param i - its meter
   * @param own - what its dispatch wants: to charge positive, to discharge negative
   * @returns likewise; what it can do is for the caller to find out
   */
  batteryWish(i: number, own: number): number {
    if (this.#limit[i] === UNLIMITED && Number.isNaN(this.#batteryPower[i]) && Number.isNaN(this.#target[i])) return own
    if (this.#isOff[i] === 1) return 0
    const { generated } = this.#columns
    const told = -this.#batteryPower[i]
    const wish = Number.isNaN(told) ? (Number.isNaN(this.#target[i]) ? own : generated[i] - this.#target[i]) : told
    return Math.max(wish, -Math.max(0, this.#limit[i] - generated[i]))
  }

  /** Cuts off what keeps an array above its target once its battery has done what it can. */
  steerArrays(): void {
    const { generated, charged, discharged } = this.#columns
    for (const i of this.#derMeters) {
      const target = this.#target[i]
      if (Number.isNaN(target) || this.#isOff[i] === 1) continue
      generated[i] = Math.min(generated[i], Math.max(0, Math.floor(target + charged[i] - discharged[i])))
    }
  }

  /**
   * Adds what inverters do to the reactive power of their meters.
   *
   * @param reactiveVar - of each meter, inductive import positive [var]
   */
  addReactivePower(reactiveVar: Float64Array): void {
    for (const i of this.#derMeters) {
      this.#injectedVar[i] = this.#isOff[i] === 1 ? 0 : this.#inverterVar(i)
      reactiveVar[i] -= this.#injectedVar[i]
    }
  }

  /** Reactive power the inverters of a meter injected in the last interval [var]. */
  injectedVar(i: number): number {
    return this.#injectedVar[i]
  }

  /** The most an array may give, as far as that is known without its battery. */
  generationLimit(i: number): number {
    if (this.#isOff[i] === 1) return 0
    if (this.#batteryOf[i] !== NONE) return this.#limit[i]
    const alone = Math.min(this.#limit[i], Math.max(0, this.#arrayPower(i)))
    return Number.isNaN(this.#target[i]) ? alone : Math.min(alone, Math.max(0, this.#target[i]))
  }

  /** Whether an array may give less than its limit to reach a target together with its battery. */
  isSteered(i: number): boolean {
    return !Number.isNaN(this.#target[i])
  }

  /** Share of a load that is left. */
  loadLeft(i: number): number {
    return this.#loadLeft[i]
  }

  /** A told power limits an array that has no battery. */
  #arrayPower(i: number): number {
    return Number.isNaN(this.#batteryPower[i]) ? UNLIMITED : this.#batteryPower[i]
  }

  #listControlled(): void {
    const { hasDerControl, hasLoadControl } = this.#state
    for (const i of this.#derMeters) {
      this.#limit[i] = UNLIMITED
      this.#isOff[i] = 0
      this.#batteryPower[i] = Number.NaN
      this.#target[i] = Number.NaN
      this.#injectedVar[i] = 0
    }
    for (const i of this.#loadMeters) this.#loadLeft[i] = 1
    this.#derMeters = Array.from(hasDerControl.keys()).filter((i) => hasDerControl[i] === 1)
    this.#loadMeters = Array.from(hasLoadControl.keys()).filter((i) => hasLoadControl[i] === 1)
  }

  #prepareDer(i: number, tick: number): void {
    const state = this.#state
    const seconds = this.#intervalSeconds
    const elapsed = (tick - state.rampTick[i]) * seconds
    const done = meanRampShare(elapsed, elapsed + seconds, state.rampSeconds[i])
    const between = (from: number, to: number): number => (done === 1 ? to : from + (to - from) * done)
    const limit = Number.isNaN(state.maxLimit[i]) ? 1 : state.maxLimit[i]
    const share = Math.min(between(state.rampLimit[i], limit), this.#voltWattLimit(i))
    this.#isOff[i] = state.isConnected[i] === 0 || state.isEnergized[i] === 0 ? 1 : 0
    this.#limit[i] = this.#isOff[i] === 1 ? 0 : share * this.#rating[i]
    const battery = this.#batteryOf[i]
    const rated = battery === NONE ? this.#arrayRating[i] : this.#parameters.batteryPowerLimit[battery]
    this.#batteryPower[i] = rated * between(state.rampFixedPower[i], state.fixedPower[i])
    this.#target[i] = this.#perKw * between(state.rampTargetKw[i], state.targetPowerKw[i])
  }

  #prepareLoad(i: number, meanTemperatureC: number): void {
    const control = readLoadControl(this.#state, i)
    const type = BUILDING_TYPES[this.#parameters.buildingType[i]]
    this.#loadLeft[i] = control === null ? 1 : reducedLoadShare(type, meanTemperatureC, control)
  }

  #voltWattLimit(i: number): number {
    const start = i * CURVE_NUMBERS
    const { voltWatt } = this.#state
    if (Number.isNaN(voltWatt[start])) return 1
    return Math.max(0, Math.min(1, curveValue(voltWatt, start, this.#voltageShare(i))))
  }

  #inverterVar(i: number): number {
    const { voltVar, fixedPowerFactor } = this.#state
    const { generated, charged, discharged } = this.#columns
    const wattsPerMilliWh = 3.6 / this.#intervalSeconds
    const ratedVa = this.#rating[i] * wattsPerMilliWh
    const activeW = (generated[i] + discharged[i] - charged[i]) * wattsPerMilliWh
    const start = i * CURVE_NUMBERS
    if (!Number.isNaN(voltVar[start])) {
      return sharedReactiveVar(curveValue(voltVar, start, this.#voltageShare(i)), activeW, ratedVa)
    }
    const powerFactor = fixedPowerFactor[i]
    return Number.isNaN(powerFactor) ? 0 : fixedPowerFactorVar(activeW, Math.abs(powerFactor), powerFactor > 0, ratedVa)
  }

  /** Voltage of the interval before as a share of the nominal: that of this one depends on what is decided by it. */
  #voltageShare(i: number): number {
    const voltage = this.#columns.voltage[i]
    return voltage > 0 ? voltage / this.#nominalVoltageV : 1
  }
}
