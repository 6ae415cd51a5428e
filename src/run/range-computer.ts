/** @module One range of a fleet made ready to compute, built the same way in whatever thread holds it. */

import type { Fleet } from '../campus/meter.ts'
import type { Settings } from '../config/settings.ts'
import { buildFeederNetwork } from '../physics/feeder/feeder-network.ts'
import { Random } from '../random/random.ts'
import { COMMON, type ControlState } from '../simulation/commands/control-state.ts'
import { RangeControls } from '../simulation/commands/range-controls.ts'
import { sliceTimedState, TIMED, type TimedState } from '../simulation/commands/timed-state.ts'
import { AssetFaults } from '../simulation/faults/asset-faults.ts'
import { MESSAGE_COLUMNS } from '../simulation/faults/device-state.ts'
import { type FaultPlan, NOTHING_PLANNED } from '../simulation/faults/fault-plan.ts'
import { FleetKernel } from '../simulation/fleet-kernel.ts'
import type { FleetRange } from '../simulation/fleet-layout.ts'
import { type FleetParameters, fleetParameters } from '../simulation/fleet-parameters.ts'
import { type FleetState, sliceFleetState } from '../simulation/fleet-state.ts'
import { FaultyRange } from '../simulation/quality/faulty-range.ts'
import { type NominalGrid, plausibleLimits } from '../simulation/quality/plausible-limits.ts'
import { QualityScreen } from '../simulation/quality/quality-screen.ts'
import type { QualityState } from '../simulation/quality/quality-state.ts'
import { type ReadingColumns, sliceReadingColumns } from '../simulation/readings/reading-batch.ts'
import { CONDITION, type SiteConditions } from '../simulation/site-conditions.ts'

/** The shared memory of a run: written by one thread each, read by all. */
export interface RunMemory {
  readonly conditions: SiteConditions
  /** What happened. */
  readonly columns: ReadingColumns
  /** What is written: the same columns unless meters can fail. */
  readonly readings: ReadingColumns
  readonly state: FleetState
  /** Null unless meters can fail: by a plan, or by a command. */
  readonly quality: QualityState | null
  /** Null unless the run can be given commands. */
  readonly controls: ControlState | null
}

/** What a range is computed from. */
export interface RangeInputs {
  readonly fleet: Fleet
  readonly range: FleetRange
  readonly settings: Settings
  readonly grid: NominalGrid
  /** Meters whose load is replayed, ascending. */
  readonly replayedMeters: Int32Array
  /** What goes wrong with the meters; null for nothing. */
  readonly faultPlan: FaultPlan | null
  readonly memory: RunMemory
}

/** The meters of a range: computed, and their readings judged. */
export class RangeComputer {
  readonly #kernel: FleetKernel
  readonly #screen: QualityScreen
  /** Null where no meter can fail. */
  readonly #faulty: FaultyRange | null
  /** Null where no faults can be injected. */
  readonly #timed: TimedState | null
  readonly #arePlanned: boolean
  readonly #truth: ReadingColumns
  readonly #readings: ReadingColumns

  /** The state is the range's part of the shared state. */
  constructor(inputs: RangeInputs) {
    const { fleet, range, settings, memory } = inputs
    const [from, to] = range.meters
    const parameters = fleetParameters(fleet, from, to, memory.columns.plane, settings.intervalSeconds)
    const controls = rangeControls(inputs, parameters)
    const timed = memory.controls === null ? null : sliceTimedState(memory.controls.timed, from, to)
    this.#timed = timed
    this.#truth = sliceReadingColumns(memory.columns, from, to)
    this.#readings = sliceReadingColumns(memory.readings, from, to)
    this.#kernel = new FleetKernel({
      parameters,
      network: buildFeederNetwork(fleet, from, to, inputs.grid.nominalVoltageV),
      firstFeeder: range.feeders[0],
      state: sliceFleetState(memory.state, range.meters, range.batteries),
      columns: memory.columns,
      controls,
      faults: timed === null ? null : assetFaults(inputs, timed, this.#truth),
      replayedMeters: inputs.replayedMeters,
      random: new Random(settings.seed),
      intervalSeconds: settings.intervalSeconds,
    })
    this.#arePlanned = inputs.faultPlan !== null
    this.#faulty = faultyRange(inputs, parameters, controls, timed)
    this.#screen = new QualityScreen(parameters, memory.readings, limitsOf(inputs, parameters))
  }

  /** Sets the state before the first tick. */
  initialise(): void {
    this.#kernel.initialise()
    this.#faulty?.initialise()
  }

  /**
   * Computes the tick the conditions describe.
   *
   * @param totals - receives the range's sums by meter type, see TOTAL
   * @param tallies - receives the counts of its readings by quality, see TALLY
   */
  advance(site: SiteConditions, totals: Float64Array, tallies: Float64Array): void {
    const faulty = this.#arePlanned || this.#hasFailed ? this.#faulty : null
    const tick = site.scalars[CONDITION.tick]
    if (!this.#arePlanned && this.#timed?.common[TIMED.firstFaultTick] === tick) faulty?.beginAfter(tick - 1)
    this.#kernel.advance(site, totals)
    if (faulty !== null) {
      faulty.assess(site, tallies)
      return
    }
    if (this.#readings.generated !== this.#truth.generated) this.#sendTruth()
    this.#screen.assess(site, tallies)
  }

  /** Whether a fault was ever injected: from then on a head-end looks at what arrives. */
  get #hasFailed(): boolean {
    return this.#timed !== null && this.#timed.common[TIMED.firstFaultTick] !== 0
  }

  /** As long as nothing has failed, what is written is what happened. */
  #sendTruth(): void {
    for (const name of MESSAGE_COLUMNS) this.#readings[name].set(this.#truth[name])
  }
}

function limitsOf({ settings, grid, replayedMeters }: RangeInputs, parameters: FleetParameters) {
  const { from, to } = parameters
  const replayed = Array.from(replayedMeters, (meter) => meter - from).filter((i) => i >= 0 && i < to - from)
  return plausibleLimits(parameters, replayed, settings.intervalSeconds, grid)
}

function rangeControls({ memory, settings, grid }: RangeInputs, parameters: FleetParameters): RangeControls | null {
  const { controls: state, columns } = memory
  if (state === null) return null
  const { intervalSeconds } = settings
  return new RangeControls({ parameters, state, columns, nominalVoltageV: grid.nominalVoltageV, intervalSeconds })
}

function assetFaults({ memory }: RangeInputs, timed: TimedState, truth: ReadingColumns): AssetFaults | null {
  const common = memory.controls?.common
  return common === undefined ? null : new AssetFaults(timed, () => common[COMMON.commands], truth)
}

function faultyRange(
  inputs: RangeInputs,
  parameters: FleetParameters,
  controls: RangeControls | null,
  timed: TimedState | null,
): FaultyRange | null {
  const { fleet, range, settings, memory, faultPlan } = inputs
  if (memory.quality === null) return null
  return new FaultyRange({
    parameters,
    feederStart: fleet.feederStart.slice(range.feeders[0], range.feeders[1] + 1),
    plan: faultPlan ?? NOTHING_PLANNED,
    random: new Random(settings.seed),
    limits: limitsOf(inputs, parameters),
    grid: inputs.grid,
    replayedMeters: inputs.replayedMeters,
    intervalSeconds: settings.intervalSeconds,
    controls,
    timed,
    truth: memory.columns,
    readings: memory.readings,
    state: memory.quality,
  })
}
