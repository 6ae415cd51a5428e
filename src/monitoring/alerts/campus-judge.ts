/** @module Applies the rules to what is told of a campus: readings tick by tick, slots, controls, and the program itself. */

import type { Alert, AlertChange } from './alert.ts'
import { AlertBook, type HeldState, type Moment } from './alert-book.ts'
import { BatteryRule } from './battery-rule.ts'
import { judgeArrival, SuspectDataRule } from './data-rules.ts'
import { GenerationRule } from './generation-rule.ts'
import type { JudgedCampus, JudgedControl, JudgedMeter, JudgedReading, JudgedSlot } from './judged-campus.ts'
import { judgePrice, judgeSpread } from './price-rules.ts'
import { type JudgedSink, judgeDisk, judgeSinks, LateTicksRule, type TickCounts } from './program-rules.ts'
import { type RuleWindows, ruleWindows } from './rule-windows.ts'
import { VoltageRule } from './voltage-rule.ts'

/** What a judge remembers where all windows end; plain data. */
export interface JudgeMemory {
  readonly states: readonly HeldState[]
  /** States of charge by meter [%]. */
  readonly levels: Readonly<Record<string, number>>
}

const NO_MEMORY: JudgeMemory = { states: [], levels: {} }

export class CampusJudge {
  readonly #campus: JudgedCampus
  readonly #meters: readonly JudgedMeter[]
  readonly #book: AlertBook
  readonly #windows: RuleWindows
  readonly #indexes: ReadonlyMap<string, number>
  readonly #voltage: VoltageRule
  readonly #generation: GenerationRule
  readonly #battery: BatteryRule
  readonly #suspectData: SuspectDataRule
  readonly #lateTicks = new LateTicksRule()
  /** What arrays and batteries are told. */
  readonly #controls = new Map<string, JudgedControl>()
  /** What they are told from later ticks on, in order. */
  readonly #later: JudgedControl[] = []

  /** @param memory - of an earlier one, from where all windows ended */
  constructor(campus: JudgedCampus, meters: readonly JudgedMeter[], memory: JudgeMemory = NO_MEMORY) {
    const { intervalMs, nominalVoltageV } = campus
    this.#campus = campus
    this.#meters = meters
    this.#book = new AlertBook(intervalMs, memory.states)
    this.#windows = ruleWindows(intervalMs)
    this.#indexes = new Map(meters.map(({ meterId }, i) => [meterId, i]))
    const { voltage, generation, battery, suspectData } = this.#windows
    this.#voltage = new VoltageRule(nominalVoltageV, voltage, meters.length)
    this.#generation = new GenerationRule(intervalMs, generation, meters.length)
    this.#battery = new BatteryRule(intervalMs, battery, meters.length)
    this.#suspectData = new SuspectDataRule(suspectData, meters.length)
    for (const [meterId, level] of Object.entries(memory.levels)) {
      const i = this.#indexes.get(meterId)
      if (i !== undefined) this.#battery.restoreLevel(i, level)
    }
  }

  get open(): readonly Alert[] {
    return this.#book.open
  }

  /** All there is to remember, but only where all windows end. */
  get memory(): JudgeMemory {
    const levels = this.#meters.flatMap(({ meterId }, i) => {
      const level = this.#battery.level(i)
      return level === null ? [] : [[meterId, level] as const]
    })
    return { states: this.#book.states, levels: Object.fromEntries(levels) }
  }

  takeChanges(): readonly AlertChange[] {
    return this.#book.takeChanges()
  }

  restore(change: AlertChange): void {
    this.#book.restore(change)
  }

  /** Told before the readings of the interval from which on it holds. */
  takeControl(control: JudgedControl): void {
    this.#later.push(control)
  }

  takeReading(reading: JudgedReading): void {
    const i = this.#indexes.get(reading.meter_id)
    if (i === undefined) return
    const meter = this.#meters[i]
    const at = momentOf(Date.parse(reading.timestamp))
    if (i === 0) {
      this.#applyControls(at.campusMs)
      judgeSpread(this.#campus, reading, this.#book, at)
    }
    const told = this.#controls.get(meter.meterId) ?? null
    judgeArrival(meter, reading, this.#book, at, this.#campus.intervalMs)
    this.#suspectData.take(i, reading)
    this.#voltage.take(i, reading)
    this.#generation.take(i, meter, reading, told, at)
    this.#battery.take(i, meter, reading, told)
    this.#endWindows(i, meter, at)
  }

  /** Whether a tick is the last one of every window, so that no more than the states has to be remembered. */
  endsAllWindows(timeMs: number): boolean {
    return this.#tickOf(timeMs) % this.#windows.longest === 0
  }

  takeSlot(slot: JudgedSlot): void {
    judgePrice(this.#campus, slot, this.#book)
  }

  takeSinks(sinks: readonly JudgedSink[], at: Moment): void {
    judgeSinks(sinks, this.#book, at)
  }

  takeDisk(freeBytes: number, at: Moment): void {
    judgeDisk(this.#campus.name, freeBytes, this.#book, at)
  }

  takeTicks(counts: TickCounts, at: Moment): void {
    this.#lateTicks.take(this.#campus.name, counts, this.#book, at)
  }

  #endWindows(i: number, meter: JudgedMeter, at: Moment): void {
    const tick = this.#tickOf(at.campusMs)
    const { voltage, generation, battery, suspectData } = this.#windows
    const endsWindow = (ticks: number): boolean => tick % ticks === 0
    // It began with its first interval's beginning.
    const beginOf = (ticks: number): Moment => momentOf(at.campusMs - ticks * this.#campus.intervalMs)
    if (endsWindow(suspectData)) this.#suspectData.endWindow(i, meter, this.#book, at, beginOf(suspectData))
    if (endsWindow(voltage)) this.#voltage.endWindow(i, meter, this.#book, at, beginOf(voltage))
    if (endsWindow(generation)) this.#generation.endWindow(i, meter, this.#book, at, beginOf(generation))
    if (endsWindow(battery)) this.#battery.endWindow(i, meter, this.#book, at, beginOf(battery))
  }

  #applyControls(timeMs: number): void {
    while (this.#later.length > 0 && this.#later[0].fromMs < timeMs) {
      const [told] = this.#later.splice(0, 1)
      this.#controls.set(told.meterId, told)
    }
  }

  #tickOf(timeMs: number): number {
    return Math.round((timeMs - this.#campus.startMs) / this.#campus.intervalMs)
  }
}

/** Of what follows from readings: holds are measured in the campus's time as well. */
function momentOf(ms: number): Moment {
  return { heldMs: ms, campusMs: ms }
}
