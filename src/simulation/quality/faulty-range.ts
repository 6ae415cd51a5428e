/** @module The quality stage of meters that can fail: faults, arrivals, readings with reasons, and the score of it all. */

import type { Random } from '../../random/random.ts'
import type { RangeControls } from '../commands/range-controls.ts'
import type { TimedState } from '../commands/timed-state.ts'
import { ActingFaults } from '../faults/acting-faults.ts'
import type { FaultPlan } from '../faults/fault-plan.ts'
import { FaultSchedule } from '../faults/fault-schedule.ts'
import { FaultyMeters } from '../faults/faulty-meters.ts'
import type { FleetParameters } from '../fleet-parameters.ts'
import { type ReadingColumns, sliceReadingColumns } from '../readings/reading-batch.ts'
import { CONDITION, type SiteConditions } from '../site-conditions.ts'
import { FaultScores } from './fault-scores.ts'
import { FeederBalance } from './feeder-balance.ts'
import { GenerationExpectation } from './generation-expectation.ts'
import { HeadEnd, UNUSABLE } from './head-end.ts'
import { LoadExpectation } from './load-expectation.ts'
import type { NominalGrid, PlausibleLimits } from './plausible-limits.ts'
import { REASON } from './quality-reasons.ts'
import type { QualityStage } from './quality-stage.ts'
import { type QualityState, sliceQualityState } from './quality-state.ts'
import { tallyReading } from './quality-tallies.ts'

export interface FaultyRangeOptions {
  readonly parameters: FleetParameters
  /** First meter of each feeder of the range, in the fleet; a further last element is the range's end. */
  readonly feederStart: Int32Array
  readonly plan: FaultPlan
  readonly random: Random
  readonly limits: PlausibleLimits
  readonly grid: NominalGrid
  readonly replayedMeters: Int32Array
  readonly intervalSeconds: number
  /** What the meters are told; null where nobody can tell them anything. */
  readonly controls: RangeControls | null
  /** The range's injected faults; null where nobody can inject any. */
  readonly timed: TimedState | null
  /** Of the whole fleet: the truth, what is written, and what is remembered. */
  readonly truth: ReadingColumns
  readonly readings: ReadingColumns
  readonly state: QualityState
}

/** Meters [from, to) between what happens and what is written. */
export class FaultyRange implements QualityStage {
  readonly #feeders: readonly (readonly [first: number, last: number])[]
  readonly #schedule: ActingFaults
  readonly #meters: FaultyMeters
  readonly #headEnd: HeadEnd
  readonly #load: LoadExpectation
  readonly #generation: GenerationExpectation
  readonly #balance: FeederBalance
  readonly #scores: FaultScores
  readonly #limits: PlausibleLimits
  readonly #truth: ReadingColumns
  readonly #readings: ReadingColumns
  readonly #state: QualityState
  readonly #parameters: FleetParameters
  readonly #controls: RangeControls | null
  #isNew = false

  constructor(options: FaultyRangeOptions) {
    const { parameters, intervalSeconds, limits, feederStart } = options
    const { from, to } = parameters
    this.#parameters = parameters
    this.#limits = limits
    this.#controls = options.controls
    this.#truth = sliceReadingColumns(options.truth, from, to)
    this.#readings = sliceReadingColumns(options.readings, from, to)
    this.#state = sliceQualityState(options.state, from, to)
    this.#feeders = Array.from({ length: feederStart.length - 1 }, (_, f) => [
      feederStart[f] - from,
      feederStart[f + 1] - from,
    ])
    this.#schedule = new ActingFaults(new FaultSchedule(options.plan, options.random, from, to), options.timed)
    this.#load = new LoadExpectation(parameters, options.replayedMeters, intervalSeconds)
    this.#generation = new GenerationExpectation(parameters, intervalSeconds)
    this.#balance = new FeederBalance(this.#load, this.#state.headEnd)
    this.#scores = new FaultScores(this.#state.scores)
    this.#meters = new FaultyMeters({
      parameters,
      schedule: this.#schedule,
      state: this.#state.device,
      truth: this.#truth,
      controls: options.controls,
      intervalSeconds,
    })
    this.#headEnd = new HeadEnd({
      parameters,
      limits,
      load: this.#load,
      generation: this.#generation,
      state: this.#state.headEnd,
      messages: this.#state.device,
      readings: this.#readings,
      nominalVoltageV: options.grid.nominalVoltageV,
      intervalSeconds,
    })
  }

  /** Sets the state before the first tick: what is known of batteries before anything was heard of them. */
  initialise(): void {
    const { lastCharge } = this.#state.headEnd
    const { batteryMeter, socInitial } = this.#parameters
    lastCharge.fill(Number.NaN)
    for (let b = 0; b < batteryMeter.length; b++) lastCharge[batteryMeter[b]] = 100 * socInitial[b]
  }

  /** Begins in the midst of a run, where nothing has failed so far; the true columns still hold the tick before. */
  beginAfter(tick: number): void {
    if (tick === 0) return
    this.#meters.beginAfter(tick)
    this.#headEnd.beginAfter(tick)
    this.#isNew = true
  }

  assess(site: SiteConditions, tallies: Float64Array): void {
    const tick = site.scalars[CONDITION.tick]
    const { reasons } = this.#readings
    tallies.fill(0)
    this.#schedule.advance(tick)
    this.#load.update(site, this.#controls)
    this.#generation.update(site, this.#controls)
    if (this.#isNew) this.#headEnd.assumeLoads()
    this.#isNew = false
    for (let i = 0; i < reasons.length; i++) {
      if (this.#meters.arrivesLate(i)) this.#headEnd.acceptLate(i, tick)
      const arrival = this.#meters.send(i, tick)
      this.#headEnd.accept(i, tick, arrival, this.#meters.clockAhead[i])
    }
    this.#checkFrequency(site)
    for (const feeder of this.#feeders) this.#checkFeeder(feeder)
    const { active } = this.#schedule
    const { labels } = this.#meters
    for (let i = 0; i < reasons.length; i++) {
      if (reasons[i] !== 0) tallyReading(tallies, reasons[i])
      this.#scores.add(i, active[i], labels[i], reasons[i], tallies)
    }
  }

  #checkFrequency({ scalars }: SiteConditions): void {
    const [lowest, highest] = this.#limits.frequency
    const frequency = scalars[CONDITION.frequencyHz]
    if (frequency >= lowest && frequency <= highest) return
    const { reasons } = this.#readings
    for (let i = 0; i < reasons.length; i++) reasons[i] |= REASON.out_of_range
  }

  /** What only shows when the meters of a feeder are looked at together. */
  #checkFeeder(feeder: readonly [first: number, last: number]): void {
    const [first, last] = feeder
    const readings = this.#readings
    const { reasons } = readings
    this.#generation.markAnomalies(readings.generated, reasons, feeder, UNUSABLE, REASON.generation_anomaly)
    const { imported, exported } = this.#truth
    let delivered = 0
    let all = 0
    for (let i = first; i < last; i++) {
      delivered += imported[i] - exported[i]
      all |= reasons[i]
    }
    const isUsable = (all & (UNUSABLE | REASON.generation_anomaly)) === 0
    const suspect = this.#balance.suspect(delivered, readings, feeder, isUsable)
    if (suspect >= 0 && (reasons[suspect] & UNUSABLE) === 0) reasons[suspect] |= REASON.consumption_anomaly
  }
}
