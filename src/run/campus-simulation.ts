/** @module A whole simulation: site, meters and statistics wired together and advanced tick by tick. */

import type { Fleet } from '../campus/meter.ts'
import type { CertificateSummary } from '../certificates/certificate-summary.ts'
import type { MeterBill } from '../market/bills.ts'
import { MarketSession, type SlotOutcome } from '../market/market-session.ts'
import { MICRO_PER_UNIT } from '../market/money.ts'
import type { CampusSums } from '../market/records/record-columns.ts'
import { Random } from '../random/random.ts'
import { type BatteryRegisters, batteryRegisters } from '../simulation/battery-registers.ts'
import { closeCampusSlot } from '../simulation/campus-slot.ts'
import { createControlState } from '../simulation/commands/control-state.ts'
import { FleetControls } from '../simulation/commands/fleet-controls.ts'
import { TIMED } from '../simulation/commands/timed-state.ts'
import { planFaults } from '../simulation/faults/fault-plan.ts'
import { fleetLayout } from '../simulation/fleet-layout.ts'
import { createFleetState } from '../simulation/fleet-state.ts'
import { LoadReplayer } from '../simulation/load-replayer.ts'
import { writePriceOutlook } from '../simulation/price-conditions.ts'
import { createQualityState, type QualityState, qualityColumns } from '../simulation/quality/quality-state.ts'
import { addTallies, TALLIES_LENGTH } from '../simulation/quality/quality-tallies.ts'
import {
  createMeasuredColumns,
  createReadingColumns,
  createTickConditions,
  type ReadingBatch,
  type ReadingColumns,
} from '../simulation/readings/reading-batch.ts'
import { RecordedSky } from '../simulation/recorded-sky.ts'
import { type RunFigures, runFigures } from '../simulation/run-figures.ts'
import { addTick, createStatistics } from '../simulation/run-statistics.ts'
import { CONDITION, createSiteConditions } from '../simulation/site-conditions.ts'
import { SiteModel } from '../simulation/site-model.ts'
import { slotFigures } from '../simulation/slot-figures.ts'
import type { CampusSnapshot } from '../simulation/snapshot.ts'
import { StochasticSky } from '../simulation/stochastic-sky.ts'
import { summarise } from '../simulation/summarise.ts'
import type { RunSummary } from '../simulation/summary.ts'
import { takeSnapshot } from '../simulation/take-snapshot.ts'
import { readTickConditions } from '../simulation/tick-conditions.ts'
import { LocalClock } from '../time/local-clock.ts'
import { commandStates, gridPriceOverride, restoreCommands } from './command-state.ts'
import type { FleetShards } from './fleet-shards.ts'
import type { RunMemory } from './range-computer.ts'
import type { RunInputs } from './run-inputs.ts'
import { restoreColumn, SITE_STATE, STATISTICS_STATE, stateColumns, TALLIES_STATE } from './simulation-state.ts'
import { startShards } from './start-shards.ts'

/** A state to continue from. */
export interface SavedSimulation {
  readonly tick: number
  readonly columns: ReadonlyMap<string, Uint8Array>
}

/** A slot that has ended, valid until the next one does. */
interface EndedSlot {
  /** The tick it ended with. */
  readonly tick: number
  readonly outcome: SlotOutcome
  readonly campus: CampusSums
}

/** A simulation at some tick; `advance` computes the next one. */
export class CampusSimulation {
  readonly startMs: number
  readonly #inputs: RunInputs
  readonly #site: SiteModel
  readonly #memory: RunMemory
  readonly #shards: FleetShards
  readonly #batch: ReadingBatch
  readonly #statistics: Float64Array
  /** Counts of the run's readings by quality. */
  readonly #tallies: Float64Array
  readonly #market: MarketSession
  /** What the fleet is told; null where nobody can tell it anything. */
  readonly controls: FleetControls | null
  #tick: number
  #lastSlot: EndedSlot | null = null
  #isSlotOpen = false

  private constructor(
    inputs: RunInputs,
    startMs: number,
    parts: {
      site: SiteModel
      memory: RunMemory
      shards: FleetShards
      batch: ReadingBatch
      statistics: Float64Array
      tallies: Float64Array
      market: MarketSession
      controls: FleetControls | null
    },
    tick: number,
  ) {
    this.startMs = startMs
    this.#inputs = inputs
    this.#site = parts.site
    this.#memory = parts.memory
    this.#shards = parts.shards
    this.#batch = parts.batch
    this.#statistics = parts.statistics
    this.#tallies = parts.tallies
    this.#market = parts.market
    this.controls = parts.controls
    this.#tick = tick
  }

  /**
   * Builds a simulation before its first tick, or at the tick a saved one had reached.
   *
   * @param startMs - start of the run [ms since 1970 UTC]
   * @param saved - what `save` gave for the same inputs and start, or null to begin
   * @param takesCommands - whether it can be given commands; those of a saved one without can be told anything yet
   * @returns null when the saved columns do not fit these inputs
   */
  static async create(
    inputs: RunInputs,
    startMs: number,
    saved: SavedSimulation | null,
    takesCommands = false,
  ): Promise<CampusSimulation | null> {
    const { settings, fleet, site } = inputs
    const layout = fleetLayout(fleet)
    const replayer = new LoadReplayer(fleet, inputs.loadReplay)
    const clock = new LocalClock(site.timeZone)
    const conditions = createSiteConditions(layout.planes.length, fleet.feeders.length, replayer.meters.length)
    const columns = fleetColumns(fleet, layout.planeOf)
    const { faults } = inputs
    const faultPlan = faults === null ? null : planFaults(faults, fleet, startMs, settings.intervalSeconds)
    const canFail = faultPlan !== null || takesCommands
    const memory: RunMemory = {
      conditions,
      columns,
      readings: canFail ? createMeasuredColumns(columns) : columns,
      state: createFleetState(fleet.size, layout.batteries),
      quality: canFail ? createQualityState(fleet.size) : null,
      controls: takesCommands ? createControlState(fleet.size) : null,
    }
    const siteModel = new SiteModel({
      settings,
      site,
      startMs,
      clock,
      sky:
        inputs.recordedYear === null
          ? new StochasticSky(settings, site, clock)
          : new RecordedSky(inputs.recordedYear, settings.intervalSeconds, clock),
      planes: layout.planes,
      feeders: fleet.feeders.length,
      replayer,
      emissions: inputs.emissions,
      conditions,
    })
    const statistics = createStatistics()
    const market = new MarketSession({
      fleet,
      settings,
      clock,
      tariff: inputs.tariff,
      random: new Random(settings.seed),
      quotes: memory.columns,
    })
    const tallies = new Float64Array(TALLIES_LENGTH)
    if (saved !== null && !restore(saved, memory, faultPlan !== null, siteModel, statistics, tallies, market)) {
      return null
    }
    const controls =
      memory.controls === null ? null : new FleetControls(fleet, memory.controls, columns, settings.intervalSeconds)
    const batch: ReadingBatch = {
      size: fleet.size,
      conditions: createTickConditions(conditions),
      columns: memory.readings,
    }
    const shards = await startShards(inputs, faultPlan, layout, memory, batch, replayer.meters, saved === null)
    const parts = { site: siteModel, memory, shards, batch, statistics, tallies, market, controls }
    return new CampusSimulation(inputs, startMs, parts, saved?.tick ?? 0)
  }

  /** The last tick computed; 0 before the first. */
  get tick(): number {
    return this.#tick
  }

  get #intervalMs(): number {
    return this.#inputs.settings.intervalSeconds * 1000
  }

  /** Threads that compute the meters. */
  get threads(): number {
    return this.#shards.threads
  }

  /** Bounds of an interval's end after a tick [ms since 1970 UTC]. */
  timeMs(tick: number): number {
    return this.startMs + tick * this.#intervalMs
  }

  /** Computes the next tick; a promise only where workers do it, so that a small fleet pays for none. */
  advance(): Promise<void> | void {
    if (!this.#isSlotOpen) {
      this.#openSlot()
    }
    this.#site.advance(this.#tick + 1)
    const advanced = this.#shards.advance()
    if (advanced !== undefined) {
      return advanced.then(() => this.#finishTick())
    }
    this.#finishTick()
  }

  #finishTick(): void {
    this.#tick += 1
    readTickConditions(this.#memory.conditions, this.#batch.conditions)
    addTick(this.#statistics, this.#memory.conditions.scalars, this.#shards.totals)
    addTallies(this.#tallies, this.#shards.tallies)
    const { marketMechanism, tariffFile } = this.#inputs.settings
    // Meters alone at flat rates that nobody can change: no slot changes anything.
    if (marketMechanism === 'none' && tariffFile === null && this.controls === null) {
      return
    }
    const endMs = this.timeMs(this.#tick)
    if (this.#market.calendar.endsAt(endMs, this.#intervalMs)) {
      this.#isSlotOpen = false
      if (marketMechanism !== 'none') {
        this.#closeSlot(endMs)
      }
    }
  }

  /** What the market made of the slot that ended with the present tick; null within a slot. */
  get slotOutcome(): SlotOutcome | null {
    return this.#lastSlot?.tick === this.#tick ? this.#lastSlot.outcome : null
  }

  /** What all meters together came to in the last slot that ended; null before the first did. */
  get campusSums(): CampusSums | null {
    return this.#lastSlot?.campus ?? null
  }

  /** Each meter's generation register after the present tick [mWh]. */
  get generationRegister(): Float64Array {
    return this.#memory.state.generationRegister
  }

  /** What the batteries of the fleet remember after the present tick, in its order. */
  get batteries(): BatteryRegisters {
    return batteryRegisters(this.#memory.state)
  }

  /** The bills of the month of the last closed slot, as they stand; none before the first slot. */
  openBills(): Iterable<MeterBill> {
    return this.#market.openBills()
  }

  /** Grid prices and quotes of the slot the next tick belongs to. */
  #openSlot(): void {
    const { scalars } = this.#memory.conditions
    const { controls } = this
    const startMs = this.timeMs(this.#tick)
    // A run that is continued within a slot opens it once more, at the prices it began with.
    if (this.#tick === 0 || this.#market.calendar.endsAt(startMs, this.#intervalMs)) {
      controls?.beginSlot()
    }
    this.#market.openSlot(startMs, controls === null ? undefined : gridPriceOverride(controls.gridPrices))
    scalars[CONDITION.gridFeedInRate] = this.#market.prices.feedIn / MICRO_PER_UNIT
    scalars[CONDITION.gridPurchaseRate] = this.#market.prices.purchase / MICRO_PER_UNIT
    if (this.#market.outlook !== null) {
      writePriceOutlook(this.#market.outlook, this.#memory.conditions)
    }
    this.#isSlotOpen = true
  }

  #closeSlot(endMs: number): void {
    const { slotImported, slotExported } = this.#memory.state
    const energies = { imported: slotImported, exported: slotExported }
    const outcome = this.#market.closeSlot(this.#slotStart(endMs), endMs, energies)
    this.#lastSlot = { tick: this.#tick, outcome, campus: closeCampusSlot(this.#statistics) }
    slotImported.fill(0)
    slotExported.fill(0)
  }

  /** Start of the first interval of a slot: where the slot before ended, or the run began. */
  #slotStart(endMs: number): number {
    const slotMs = this.#market.calendar.startOf(endMs - this.#intervalMs)
    return this.timeMs(Math.max(0, Math.ceil((slotMs - this.startMs) / this.#intervalMs)))
  }

  /** Passes the present tick's readings as JSON lines to `take`, in meter order; the bytes are reused afterwards. */
  async write(take: (lines: Uint8Array) => Promise<void> | void): Promise<void> {
    await this.#shards.write(take)
  }

  snapshot(): CampusSnapshot {
    const { site, fleet, settings } = this.#inputs
    return takeSnapshot({
      site,
      fleet,
      // What happens, not what meters make of it.
      batch: { ...this.#batch, columns: this.#memory.columns },
      tallies: this.#shards.tallies,
      state: this.#memory.state,
      totals: this.#shards.totals,
      intervalSeconds: settings.intervalSeconds,
      lastSlot: this.#lastSlot === null ? null : slotFigures(this.#lastSlot.outcome, settings, fleet),
    })
  }

  /** What the run has come to so far. */
  figures(): RunFigures {
    return runFigures(this.#statistics, this.#tallies, this.#market.statistics)
  }

  /** @param certificates - what the recorder of the slots has come to, where there is one */
  summary(certificates: CertificateSummary | null = null): RunSummary {
    const { site, settings, fleet } = this.#inputs
    return summarise({
      site,
      settings,
      startMs: this.startMs,
      fleet,
      state: this.#memory.state,
      statistics: this.#statistics,
      tallies: this.#tallies,
      areMetersFaulty: this.#areMetersFaulty,
      market: this.#market.summary(),
      certificates,
    })
  }

  /** Whether anything goes wrong with them: by a plan, or since a command said so. */
  get #areMetersFaulty(): boolean {
    const { controls } = this.#memory
    return this.#inputs.faults !== null || (controls !== null && controls.timed.common[TIMED.firstFaultTick] !== 0)
  }

  /** The state after the present tick: views that stay valid until the next one. */
  save(): Map<string, Float64Array | BigInt64Array> {
    return new Map<string, Float64Array | BigInt64Array>([
      ...stateColumns(this.#memory.state),
      [SITE_STATE, this.#site.saveState()],
      [STATISTICS_STATE, this.#statistics],
      [TALLIES_STATE, this.#tallies],
      ...(this.#memory.quality !== null && this.#areMetersFaulty ? qualityColumns(this.#memory.quality) : []),
      ...(this.#memory.controls === null
        ? []
        : commandStates(this.#memory.controls, this.#memory.columns).flatMap((group) => [...group])),
      ...this.#market.columns(),
    ])
  }

  async close(): Promise<void> {
    await this.#shards.close()
  }
}

/** Columns with what never changes filled in: roof planes and a state of charge that is none. */
function fleetColumns(fleet: Fleet, planeOf: Int16Array): ReadingColumns {
  const columns = createReadingColumns(fleet.size)
  columns.plane.set(planeOf)
  columns.stateOfCharge.fill(Number.NaN)
  return columns
}

function restore(
  saved: SavedSimulation,
  { state, quality, controls, columns }: RunMemory,
  areFaultsPlanned: boolean,
  site: SiteModel,
  statistics: Float64Array,
  tallies: Float64Array,
  market: MarketSession,
): boolean {
  const siteState = site.saveState()
  const fits =
    [...stateColumns(state)].every(([name, column]) => restoreColumn(saved.columns, name, column)) &&
    restoreColumn(saved.columns, SITE_STATE, siteState) &&
    restoreColumn(saved.columns, STATISTICS_STATE, statistics) &&
    restoreColumn(saved.columns, TALLIES_STATE, tallies) &&
    (quality === null || restoreQuality(saved, quality, areFaultsPlanned)) &&
    (controls === null || commandStates(controls, columns).every((group) => restoreCommands(saved.columns, group))) &&
    [...market.columns()].every(([name, column]) => restoreColumn(saved.columns, name, column))
  if (fits) {
    site.loadState(siteState)
  }
  return fits
}

/** What a head-end remembers; nothing of a run in which none had anything to do. */
function restoreQuality({ columns }: SavedSimulation, quality: QualityState, areFaultsPlanned: boolean): boolean {
  const own = qualityColumns(quality)
  if (!areFaultsPlanned) return restoreCommands(columns, own)
  return [...own].every(([name, column]) => restoreColumn(columns, name, column))
}
