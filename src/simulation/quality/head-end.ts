/** @module Where messages arrive: one reading per meter and tick is made of them, measured or estimated, with reasons. */

import { BUILDING_TYPES } from '../../campus/building-type.ts'
import {
  apparentPowerVa,
  currentPerPhaseA,
  loadReactivePerActive,
  powerFactor,
} from '../../physics/feeder/electrical-state.ts'
import { BUILDING_CONSTANTS } from '../../physics/load/building-constants.ts'
import type { DeviceState } from '../faults/device-state.ts'
import { ARRIVAL } from '../faults/faulty-meters.ts'
import type { FleetParameters } from '../fleet-parameters.ts'
import type { ReadingColumns } from '../readings/reading-batch.ts'
import type { GenerationExpectation } from './generation-expectation.ts'
import type { HeadEndState } from './head-end-state.ts'
import type { LoadExpectation } from './load-expectation.ts'
import { messageReasons } from './message-checks.ts'
import type { PlausibleLimits } from './plausible-limits.ts'
import { REASON } from './quality-reasons.ts'

/** A message's clock may be this far off [s]. */
const CLOCK_TOLERANCE_SECONDS = 2
/** Voltage moves by less than this share of the nominal from one interval to the next. */
const LARGEST_VOLTAGE_STEP = 0.12
/** Standard deviations beyond which a load, or its change, is none that occurs: 10⁻¹⁰ of the readings of a sound meter. */
const LOAD_BOUND = 6.5
/** Reasons after which a message's values are not to be used. */
export const UNUSABLE =
  REASON.missing | REASON.energy_imbalance | REASON.out_of_range | REASON.stuck | REASON.register_mismatch

/** What a head-end is made of. */
export interface HeadEndOptions {
  readonly parameters: FleetParameters
  readonly limits: PlausibleLimits
  readonly load: LoadExpectation
  readonly generation: GenerationExpectation
  readonly state: HeadEndState
  /** The meters' last messages. */
  readonly messages: DeviceState
  /** Receives the range's readings. */
  readonly readings: ReadingColumns
  readonly nominalVoltageV: number
  readonly intervalSeconds: number
}

const REGISTERS = [
  { column: 'importRegister', interval: 'imported', last: 'lastImport', added: 'addedImport' },
  { column: 'exportRegister', interval: 'exported', last: 'lastExport', added: 'addedExport' },
  { column: 'generationRegister', interval: 'generated', last: 'lastGeneration', added: 'addedGeneration' },
] as const

/** The head-end of a range. */
export class HeadEnd {
  readonly #parameters: FleetParameters
  readonly #limits: PlausibleLimits
  readonly #load: LoadExpectation
  readonly #generation: GenerationExpectation
  readonly #state: HeadEndState
  readonly #messages: DeviceState
  readonly #readings: ReadingColumns
  readonly #nominalVoltageV: number
  readonly #wattsPerMilliWh: number
  readonly #reactivePerActive: Float64Array

  constructor(options: HeadEndOptions) {
    this.#parameters = options.parameters
    this.#limits = options.limits
    this.#load = options.load
    this.#generation = options.generation
    this.#state = options.state
    this.#messages = options.messages
    this.#readings = options.readings
    this.#nominalVoltageV = options.nominalVoltageV
    this.#wattsPerMilliWh = 3.6 / options.intervalSeconds
    this.#reactivePerActive = Float64Array.from(BUILDING_TYPES, (type) =>
      loadReactivePerActive(BUILDING_CONSTANTS[type].powerFactor),
    )
  }

  /** Begins behind a tick whose messages came as they were sent; the meters' state holds them. */
  beginAfter(tick: number): void {
    for (let i = 0; i < this.#state.lastTick.length; i++) {
      this.#remember(i, tick)
      this.#state.load[i] = this.#messages.consumed[i]
    }
  }

  /** The loads before it began stand for what was learned of them: as if what is expected now had been expected then. */
  assumeLoads(): void {
    const { load, loadLog } = this.#state
    for (let i = 0; i < load.length; i++) {
      if (load[i] > 0 && this.#load.expected[i] > 0) loadLog[i] = this.#load.logShare(i, load[i])
    }
  }

  /** Takes the message of the tick before, which comes only now: too late for its reading, but its registers count. */
  acceptLate(i: number, tick: number): void {
    this.#checkRegisters(i, tick - 1)
    this.#remember(i, tick - 1)
  }

  /**
   * Makes the reading of a meter's interval.
   *
   * @param arrival - how its message came, see ARRIVAL
   * @param clockAhead - how far the message's clock was ahead [s]
   */
  accept(i: number, tick: number, arrival: number, clockAhead: number): void {
    const late = (arrival & ARRIVAL.late) === 0 ? 0 : REASON.out_of_order
    if ((arrival & ARRIVAL.current) === 0) {
      this.#estimate(i)
      this.#readings.reasons[i] = REASON.missing | late
      return
    }
    let reasons = late
    if ((arrival & ARRIVAL.twice) !== 0) reasons |= REASON.duplicate
    if (Math.abs(clockAhead) > CLOCK_TOLERANCE_SECONDS) reasons |= REASON.clock_error
    reasons |= messageReasons(this.#messages, i, this.#limits)
    reasons |= this.#checkRegisters(i, tick)
    reasons |= this.#checkChange(i, tick)
    if ((reasons & UNUSABLE) === 0) {
      reasons |= this.#checkLoad(i, tick)
      this.#learnGeneration(i)
    }
    this.#copy(i)
    this.#remember(i, tick)
    this.#readings.reasons[i] = reasons
  }

  /** Registers move by the energy of the interval, or by more when messages in between were lost. */
  #checkRegisters(i: number, tick: number): number {
    const state = this.#state
    const messages = this.#messages
    const isNext = state.lastTick[i] === tick - 1
    let reasons = 0
    for (const { column, interval, last, added } of REGISTERS) {
      const moved = messages[column][i] - state[last][i]
      const energy = messages[interval][i]
      if (moved < 0) {
        reasons |= REASON.register_regression
        state[added][i] += energy - moved
      } else if (isNext ? moved !== energy : moved < energy) {
        reasons |= REASON.register_mismatch
      }
    }
    return reasons
  }

  #checkChange(i: number, tick: number): number {
    const { lastTick, lastVoltage, lastCurrent } = this.#state
    const voltage = this.#messages.voltage[i]
    if (lastTick[i] === 0) return 0
    const isStuck = voltage === lastVoltage[i] && this.#messages.current[i] === lastCurrent[i]
    const isJump =
      lastTick[i] === tick - 1 && Math.abs(voltage - lastVoltage[i]) > LARGEST_VOLTAGE_STEP * this.#nominalVoltageV
    return (isStuck ? REASON.stuck : 0) | (isJump ? REASON.rate_of_change : 0)
  }

  /** A load far from the expected one, or one that moved too fast; only a load that is neither is learned from. */
  #checkLoad(i: number, tick: number): number {
    const load = this.#load
    const state = this.#state
    const consumed = this.#messages.consumed[i]
    const expected = load.expected[i]
    if (Number.isNaN(expected)) {
      state.load[i] = consumed
      return 0
    }
    const logShare = load.logShare(i, consumed)
    let reasons = Math.abs(load.deviation(i, logShare)) > LOAD_BOUND ? REASON.consumption_anomaly : 0
    if (state.loadTick[i] === tick - 1 && tick > 1) {
      load.before[i] = state.loadLog[i]
      // Energies are whole: the smaller the load, the coarser its logarithm.
      const bound = LOAD_BOUND * load.stepSigma[i] + 4 / expected
      if (Math.abs(logShare - state.loadLog[i]) > bound) reasons |= REASON.rate_of_change
    }
    if (reasons === 0) {
      state.loadTick[i] = tick
      state.load[i] = consumed
      state.loadLog[i] = logShare
    }
    return reasons
  }

  #copy(i: number): void {
    const messages = this.#messages
    const readings = this.#readings
    const { addedImport, addedExport, addedGeneration } = this.#state
    readings.generated[i] = messages.generated[i]
    readings.consumed[i] = messages.consumed[i]
    readings.charged[i] = messages.charged[i]
    readings.discharged[i] = messages.discharged[i]
    readings.imported[i] = messages.imported[i]
    readings.exported[i] = messages.exported[i]
    readings.stateOfCharge[i] = messages.stateOfCharge[i]
    readings.voltage[i] = messages.voltage[i]
    readings.current[i] = messages.current[i]
    readings.powerFactor[i] = messages.powerFactor[i]
    readings.importRegister[i] = messages.importRegister[i] + addedImport[i]
    readings.exportRegister[i] = messages.exportRegister[i] + addedExport[i]
    readings.generationRegister[i] = messages.generationRegister[i] + addedGeneration[i]
  }

  #remember(i: number, tick: number): void {
    const state = this.#state
    const messages = this.#messages
    state.lastTick[i] = tick
    state.lastImport[i] = messages.importRegister[i]
    state.lastExport[i] = messages.exportRegister[i]
    state.lastGeneration[i] = messages.generationRegister[i]
    state.lastVoltage[i] = messages.voltage[i]
    state.lastCurrent[i] = messages.current[i]
    state.lastCharge[i] = messages.stateOfCharge[i]
  }

  #learnGeneration(i: number): void {
    const expected = this.#generation.expected[i]
    const generated = this.#messages.generated[i]
    if (expected > 0 && this.#generation.isUsual(i, generated)) {
      this.#state.generationExcess[i] = generated / expected - 1
    }
  }

  /**
   * A reading nobody sent: the load keeps its last share of what is expected, the array follows the irradiance, the
   * battery rests, voltage and registers stay where they were.
   */
  #estimate(i: number): void {
    const { phases, buildingType } = this.#parameters
    const state = this.#state
    const readings = this.#readings
    const expected = this.#load.expected[i]
    const consumed = Number.isNaN(expected) ? state.load[i] : Math.round(expected * Math.exp(state.loadLog[i]))
    const generation = Math.round(this.#generation.expected[i] * (1 + state.generationExcess[i]))
    const generated = Math.max(0, Math.min(this.#limits.generated[i], generation))
    const net = consumed - generated
    const voltage = this.#voltageWithout(i)
    const active = net * this.#wattsPerMilliWh
    const reactive = consumed * this.#wattsPerMilliWh * this.#reactivePerActive[buildingType[i]]
    const apparent = apparentPowerVa(active, reactive)
    readings.generated[i] = generated
    readings.consumed[i] = consumed
    readings.charged[i] = 0
    readings.discharged[i] = 0
    readings.imported[i] = Math.max(0, net)
    readings.exported[i] = Math.max(0, -net)
    readings.stateOfCharge[i] = state.lastCharge[i]
    readings.voltage[i] = voltage
    readings.current[i] = currentPerPhaseA(apparent, voltage, phases[i])
    readings.powerFactor[i] = powerFactor(active, apparent)
    readings.importRegister[i] = state.lastImport[i] + state.addedImport[i]
    readings.exportRegister[i] = state.lastExport[i] + state.addedExport[i]
    readings.generationRegister[i] = state.lastGeneration[i] + state.addedGeneration[i]
  }
  /** What the voltage will have been: the last one, if it was one that a meter can see. */
  #voltageWithout(i: number): number {
    const { lastTick, lastVoltage } = this.#state
    const [lowest, highest] = this.#limits.voltage
    const isKnown = lastTick[i] !== 0 && lastVoltage[i] >= lowest && lastVoltage[i] <= highest
    return isKnown ? lastVoltage[i] : this.#nominalVoltageV
  }
}
