/** @module Applies commands to a fleet between two ticks. */

import type { Fleet } from '../../campus/meter.ts'
import { meterIndices } from '../../campus/meter-index.ts'
import { milliWhPerKw } from '../../units/energy.ts'
import type { ReadingColumns } from '../readings/reading-batch.ts'
import type { Command, DerControl, LoadControl } from './command.ts'
import { COMMON, type ControlState } from './control-state.ts'
import { changesFault, endTick, writeFault } from './fault-times.ts'
import {
  type DerOperatingPoint,
  readDerControl,
  readLoadControl,
  writeDerControl,
  writeLoadControl,
} from './meter-controls.ts'
import { endTimes, TIMED } from './timed-state.ts'

/** Positions in CONNECTION_STATUS. */
const CONNECTED = 0
const DISCONNECTED = 1

/** What the grid charges and pays instead of the tariff [currency/kWh]; null for the tariff. */
export interface GridPriceControl {
  readonly purchaseRate: number | null
  readonly feedInRate: number | null
}

type Truth = Pick<ReadingColumns, 'generated' | 'charged' | 'discharged' | 'connection'>

/** The controls of a whole fleet; everything remembered is in `state`. */
export class FleetControls {
  readonly #fleet: Fleet
  readonly #state: ControlState
  readonly #truth: Truth
  readonly #intervalSeconds: number
  /** Before this tick nothing ends by itself. */
  #nextEnd = 0

  /**
   * @param state - as new, or as a checkpoint has it
   * @param truth - columns of the whole fleet that hold the interval before
   */
  constructor(fleet: Fleet, state: ControlState, truth: Truth, intervalSeconds: number) {
    this.#fleet = fleet
    this.#state = state
    this.#truth = truth
    this.#intervalSeconds = intervalSeconds
    for (let i = 0; i < fleet.size; i++) this.#markConnection(i)
  }

  /** Whether a command would change anything. */
  changes(command: Command): boolean {
    switch (command.kind) {
      case 'der_control':
        return !isSame(readDerControl(this.#state, this.#indexOf(command.meterId)), command.control)
      case 'load_control': {
        const i = this.#indexOf(command.meterId)
        const { control, durationSeconds = null } = command
        // One with an end of its own moves that end; one without takes it away.
        const isTimed = control !== null && (durationSeconds !== null || hasEnd(this.#state.timed.loadUntil[i]))
        return isTimed || !isSame(readLoadControl(this.#state, i), control)
      }
      case 'fault':
        return changesFault(this.#state.timed, this.#indexOf(command.meterId), command)
      case 'grid_prices': {
        const { purchaseRate, feedInRate } = this.#prices(COMMON.nextPurchaseRate, COMMON.nextFeedInRate)
        return purchaseRate !== command.purchaseRate || feedInRate !== command.feedInRate
      }
      // Whether it still can be retired, the ledger knows.
      case 'retire_certificate':
        return true
    }
  }

  /**
   * Carries a command out.
   *
   * @param tick - the first tick it shapes: the one to be computed next
   * @throws RangeError for a meter that is not of this fleet
   */
  apply(command: Command, tick: number): void {
    const { common, timed } = this.#state
    this.#nextEnd = 0
    switch (command.kind) {
      case 'der_control': {
        const i = this.#indexOf(command.meterId)
        const ramp = { tick, intervalSeconds: this.#intervalSeconds, now: this.#operatingPoint(i) }
        writeDerControl(this.#state, i, command.control, ramp)
        this.#markConnection(i)
        break
      }
      case 'load_control': {
        const i = this.#indexOf(command.meterId)
        const { control, durationSeconds = null } = command
        writeLoadControl(this.#state, i, control)
        timed.loadUntil[i] = control === null ? 0 : endTick(tick, durationSeconds, this.#intervalSeconds)
        break
      }
      case 'fault': {
        const i = this.#indexOf(command.meterId)
        writeFault(timed, i, command, { tick, intervalSeconds: this.#intervalSeconds })
        break
      }
      case 'grid_prices':
        common[COMMON.nextPurchaseRate] = command.purchaseRate ?? Number.NaN
        common[COMMON.nextFeedInRate] = command.feedInRate ?? Number.NaN
        break
      // Nothing a meter would notice.
      case 'retire_certificate':
        break
    }
    common[COMMON.commands] += 1
  }

  /** Ends what holds for a time that is over; called before anything else is done for a tick. */
  beginTick(tick: number): void {
    if (tick < this.#nextEnd) return
    const { timed, hasLoadControl } = this.#state
    this.#nextEnd = endTimes(timed, tick, (name, i) => {
      if (name === 'loadUntil') hasLoadControl[i] = 0
      timed.common[TIMED.endings] += 1
    })
  }

  /** What array and battery of a meter are told; null for nothing. */
  derControl(meterId: string): DerControl | null {
    return readDerControl(this.#state, this.#indexOf(meterId))
  }

  /** What the load of a meter is told; null for nothing. */
  loadControl(meterId: string): LoadControl | null {
    return readLoadControl(this.#state, this.#indexOf(meterId))
  }

  /** Prices of the open market slot. */
  get gridPrices(): GridPriceControl {
    return this.#prices(COMMON.purchaseRate, COMMON.feedInRate)
  }

  /** A market slot begins: what was told of its prices holds from now on. */
  beginSlot(): void {
    const { common } = this.#state
    common[COMMON.purchaseRate] = common[COMMON.nextPurchaseRate]
    common[COMMON.feedInRate] = common[COMMON.nextFeedInRate]
  }

  #prices(purchase: number, feedIn: number): GridPriceControl {
    const { common } = this.#state
    const rate = (at: number): number | null => (Number.isNaN(common[at]) ? null : common[at])
    return { purchaseRate: rate(purchase), feedInRate: rate(feedIn) }
  }

  #operatingPoint(i: number): DerOperatingPoint {
    const { generated, charged, discharged } = this.#truth
    const { pv, battery } = this.#fleet.meter(i)
    const perKw = milliWhPerKw(this.#intervalSeconds)
    const batteryKw = (discharged[i] - charged[i]) / perKw
    const powerKw = generated[i] / perKw + batteryKw
    const ratedKw = battery?.powerKw ?? pv?.inverterKw ?? 0
    const own = battery === null ? powerKw : batteryKw
    return { fixedPower: ratedKw > 0 ? own / ratedKw : 0, powerKw }
  }

  #markConnection(i: number): void {
    const { hasDerControl, isConnected } = this.#state
    this.#truth.connection[i] = hasDerControl[i] === 1 && isConnected[i] === 0 ? DISCONNECTED : CONNECTED
  }

  #indexOf(meterId: string): number {
    const index = meterIndices(this.#fleet).get(meterId)
    if (index === undefined) throw new RangeError(`${meterId} is no meter of this fleet`)
    return index
  }
}

/** Whether something that holds ends by itself. */
function hasEnd(until: number): boolean {
  return until > 0 && until !== Number.POSITIVE_INFINITY
}

/** Whether two controls, which are plain values, say the same. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  const [ones, others] = [Object.entries(one), new Map(Object.entries(other))]
  return ones.length === others.size && ones.every(([key, value]) => isSame(value, others.get(key)))
}
