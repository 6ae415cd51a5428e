/** @module Meters that can fail: what each sends of the truth, and what of it is wrong. */

import { BUILDING_TYPES } from '../../campus/building-type.ts'
import type { SpikeChannel } from '../../config/fault-vocabulary.ts'
import {
  apparentPowerVa,
  currentPerPhaseA,
  loadReactivePerActive,
  powerFactor,
} from '../../physics/feeder/electrical-state.ts'
import { BUILDING_CONSTANTS } from '../../physics/load/building-constants.ts'
import { MILLI_WH_PER_KWH } from '../../units/energy.ts'
import type { RangeControls } from '../commands/range-controls.ts'
import type { FleetParameters } from '../fleet-parameters.ts'
import type { ReadingColumns } from '../readings/reading-batch.ts'
import type { ActingFaults } from './acting-faults.ts'
import { type DeviceState, MESSAGE_COLUMNS } from './device-state.ts'
import { FAULT_BIT } from './fault-plan.ts'

/** What came of a tick's message: bits. */
export const ARRIVAL = { current: 1, twice: 2, late: 4 } as const

const ENERGY_FAULTS = FAULT_BIT.drift | FAULT_BIT.tamper | FAULT_BIT.theft
const SPIKED = { consumption: 'consumed', generation: 'generated', voltage: 'voltage' } as const satisfies Record<
  SpikeChannel,
  keyof DeviceState
>

/** The meters [from, to): `send` makes the message of one meter and tick. */
export class FaultyMeters {
  /** Faults that show in what each meter sent (or did not) at this tick: the labels of its reading. */
  readonly labels: Uint16Array
  /** How far the clock of each message was ahead [s]. */
  readonly clockAhead: Float64Array
  readonly #parameters: FleetParameters
  readonly #schedule: ActingFaults
  readonly #state: DeviceState
  /** The truth, as the engine computed it. */
  readonly #truth: ReadingColumns
  readonly #controls: RangeControls | null
  readonly #reactivePerActive: Float64Array
  readonly #intervalSeconds: number

  constructor(options: {
    parameters: FleetParameters
    schedule: ActingFaults
    state: DeviceState
    truth: ReadingColumns
    controls: RangeControls | null
    intervalSeconds: number
  }) {
    const size = options.parameters.to - options.parameters.from
    this.labels = new Uint16Array(size)
    this.clockAhead = new Float64Array(size)
    this.#parameters = options.parameters
    this.#schedule = options.schedule
    this.#state = options.state
    this.#truth = options.truth
    this.#controls = options.controls
    this.#intervalSeconds = options.intervalSeconds
    this.#reactivePerActive = Float64Array.from(BUILDING_TYPES, (type) =>
      loadReactivePerActive(BUILDING_CONSTANTS[type].powerFactor),
    )
  }

  /** Begins behind a tick that was sent as it was: what the truth's columns still hold of it is the last message. */
  beginAfter(tick: number): void {
    const state = this.#state
    for (let i = 0; i < state.sentTick.length; i++) {
      for (const name of MESSAGE_COLUMNS) state[name][i] = this.#truth[name][i]
      state.sentTick[i] = tick
    }
  }

  /** Whether the message of the tick before, still in the meter's state, arrives at this one. */
  arrivesLate(i: number): boolean {
    return this.#state.isHeld[i] === 1
  }

  /**
   * Measures and sends one meter's interval; its state then holds the message.
   *
   * @returns how it arrives, see ARRIVAL
   */
  send(i: number, tick: number): number {
    const active = this.#schedule.active[i]
    const late = this.#state.isHeld[i] === 1 ? ARRIVAL.late : 0
    this.#state.isHeld[i] = 0
    this.labels[i] = late === 0 ? 0 : FAULT_BIT.out_of_order
    this.clockAhead[i] = 0
    if (active === 0) {
      this.#measure(i, 1, 1)
      this.#state.sentTick[i] = tick
      return ARRIVAL.current | late
    }
    return late | this.#sendFaulty(i, tick, active)
  }

  #sendFaulty(i: number, tick: number, active: number): number {
    const state = this.#state
    if ((active & FAULT_BIT.outage) !== 0) {
      this.#lose(i)
      this.labels[i] |= FAULT_BIT.outage
      return 0
    }
    let labels = 0
    if ((active & FAULT_BIT.stuck) !== 0 && state.sentTick[i] > 0) {
      this.#lose(i)
      labels |= FAULT_BIT.stuck
    } else {
      labels |= this.#measureFaulty(i, tick, active)
      if ((active & FAULT_BIT.spike) !== 0 && this.#spike(i)) labels |= FAULT_BIT.spike
    }
    state.sentTick[i] = tick
    if ((active & FAULT_BIT.gap) !== 0) {
      this.labels[i] |= FAULT_BIT.gap
      return 0
    }
    if ((active & FAULT_BIT.out_of_order) !== 0) {
      state.isHeld[i] = 1
      this.labels[i] |= FAULT_BIT.out_of_order
      return 0
    }
    if ((active & FAULT_BIT.clock_skew) !== 0) {
      this.clockAhead[i] = this.#schedule.episode(i, 'clock_skew')?.parameters.seconds ?? 0
      if (this.clockAhead[i] !== 0) labels |= FAULT_BIT.clock_skew
    }
    if ((active & FAULT_BIT.duplicate) !== 0) {
      this.labels[i] |= labels | FAULT_BIT.duplicate
      return ARRIVAL.current | ARRIVAL.twice
    }
    this.labels[i] |= labels
    return ARRIVAL.current
  }

  /** A meter that counts wrongly; returns which faults changed what it counted. */
  #measureFaulty(i: number, tick: number, active: number): number {
    const truth = this.#truth
    if ((active & ENERGY_FAULTS) === 0) {
      this.#measure(i, 1, 1)
      return 0
    }
    const schedule = this.#schedule
    let labels = 0
    let loadFactor = 1
    const theft = schedule.episode(i, 'theft')
    if (theft !== undefined) loadFactor *= 1 - theft.parameters.share
    const tamper = schedule.episode(i, 'tamper')
    if (tamper !== undefined) loadFactor *= tamper.parameters.scale
    const drift = schedule.episode(i, 'drift')
    const days = drift === undefined ? 0 : ((tick - drift.fromTick + 1) * this.#intervalSeconds) / 86_400
    const factor = drift === undefined ? 1 : Math.max(0, 1 + (drift.parameters.percentPerDay / 100) * days)
    const isChanged = this.#measure(i, loadFactor, factor)
    if (isChanged) {
      const isLoadChanged = Math.round(truth.consumed[i] * loadFactor) !== truth.consumed[i]
      if (theft !== undefined && isLoadChanged) labels |= FAULT_BIT.theft
      if (tamper !== undefined && isLoadChanged) labels |= FAULT_BIT.tamper
      if (drift !== undefined && factor !== 1) labels |= FAULT_BIT.drift
    }
    if (tamper !== undefined && tamper.fromTick === tick) {
      const state = this.#state
      const setBack = Math.min(state.importRegister[i], Math.round(tamper.parameters.setBackKwh * MILLI_WH_PER_KWH))
      if (setBack > 0) {
        state.lostImport[i] += setBack
        state.importRegister[i] -= setBack
        labels |= FAULT_BIT.tamper
      }
    }
    return labels
  }

  /**
   * Counts an interval, scaled, and moves the registers on.
   *
   * @param loadFactor - share of the consumption the meter sees
   * @param factor - what it makes of all energies
   * @returns whether that is something else than the truth
   */
  #measure(i: number, loadFactor: number, factor: number): boolean {
    const truth = this.#truth
    const state = this.#state
    if (loadFactor === 1 && factor === 1) {
      for (const name of MESSAGE_COLUMNS) state[name][i] = truth[name][i]
      this.#moveRegisters(i)
      return false
    }
    const consumed = Math.round(truth.consumed[i] * loadFactor * factor)
    const generated = Math.round(truth.generated[i] * factor)
    const charged = Math.round(truth.charged[i] * factor)
    const discharged = Math.round(truth.discharged[i] * factor)
    const net = consumed + charged - generated - discharged
    state.consumed[i] = consumed
    state.generated[i] = generated
    state.charged[i] = charged
    state.discharged[i] = discharged
    state.imported[i] = Math.max(0, net)
    state.exported[i] = Math.max(0, -net)
    state.stateOfCharge[i] = truth.stateOfCharge[i]
    state.voltage[i] = truth.voltage[i]
    const isChanged =
      consumed !== truth.consumed[i] ||
      generated !== truth.generated[i] ||
      charged !== truth.charged[i] ||
      discharged !== truth.discharged[i]
    this.#setElectrical(i, net)
    state.lostImport[i] += truth.imported[i] - state.imported[i]
    state.lostExport[i] += truth.exported[i] - state.exported[i]
    state.lostGeneration[i] += truth.generated[i] - generated
    this.#moveRegisters(i)
    return isChanged
  }

  #setElectrical(i: number, net: number): void {
    const { phases, buildingType } = this.#parameters
    const state = this.#state
    const watts = 3.6 / this.#intervalSeconds
    const active = net * watts
    const loadVar = state.consumed[i] * watts * this.#reactivePerActive[buildingType[i]]
    const reactive = loadVar - (this.#controls?.injectedVar(i) ?? 0)
    const apparent = apparentPowerVa(active, reactive)
    state.current[i] = currentPerPhaseA(apparent, state.voltage[i], phases[i])
    state.powerFactor[i] = powerFactor(active, apparent)
  }

  #moveRegisters(i: number): void {
    const truth = this.#truth
    const state = this.#state
    state.importRegister[i] = truth.importRegister[i] - state.lostImport[i]
    state.exportRegister[i] = truth.exportRegister[i] - state.lostExport[i]
    state.generationRegister[i] = truth.generationRegister[i] - state.lostGeneration[i]
  }

  /** The interval passes the meter by: nothing is counted. */
  #lose(i: number): void {
    const truth = this.#truth
    const state = this.#state
    state.lostImport[i] += truth.imported[i]
    state.lostExport[i] += truth.exported[i]
    state.lostGeneration[i] += truth.generated[i]
  }

  /** Multiplies one value of the message; the registers do not know of it. */
  #spike(i: number): boolean {
    const parameters = this.#schedule.episode(i, 'spike')?.parameters
    if (parameters === undefined) return false
    const column = this.#state[SPIKED[parameters.channel]]
    const before = column[i]
    const after = before * parameters.factor
    column[i] = parameters.channel === 'voltage' ? after : Math.round(after)
    return column[i] !== before
  }
}
