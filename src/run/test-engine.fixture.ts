/** @module The engine in one thread with its columns in the open: site, shared memory, and one kernel per range. */

import { createControlState } from '../simulation/commands/control-state.ts'
import { FleetControls } from '../simulation/commands/fleet-controls.ts'
import { dayPrices } from '../simulation/day-prices.fixture.ts'
import { planFaults } from '../simulation/faults/fault-plan.ts'
import { type FleetLayout, type FleetRange, fleetLayout, splitFleet } from '../simulation/fleet-layout.ts'
import { createFleetState } from '../simulation/fleet-state.ts'
import { LoadReplayer } from '../simulation/load-replayer.ts'
import { writePriceOutlook } from '../simulation/price-conditions.ts'
import { createQualityState } from '../simulation/quality/quality-state.ts'
import { addTallies, TALLIES_LENGTH } from '../simulation/quality/quality-tallies.ts'
import {
  createMeasuredColumns,
  createReadingColumns,
  createTickConditions,
  type ReadingBatch,
} from '../simulation/readings/reading-batch.ts'
import { createSiteConditions } from '../simulation/site-conditions.ts'
import { SiteModel } from '../simulation/site-model.ts'
import { StochasticSky } from '../simulation/stochastic-sky.ts'
import { readTickConditions } from '../simulation/tick-conditions.ts'
import { TOTALS_LENGTH } from '../simulation/tick-totals.ts'
import { LocalClock } from '../time/local-clock.ts'
import { RangeComputer, type RunMemory } from './range-computer.ts'
import type { RunInputs } from './run-inputs.ts'

/** Advances a fleet tick by tick and leaves its columns to be looked at. */
export class TestEngine {
  readonly inputs: RunInputs
  readonly memory: RunMemory
  readonly batch: ReadingBatch
  /** The last tick's sums by meter type, over all ranges. */
  readonly totals = new Float64Array(TOTALS_LENGTH)
  /** The last tick's counts of readings by quality. */
  readonly tallies = new Float64Array(TALLIES_LENGTH)
  /** Applies commands between ticks. */
  readonly controls: FleetControls
  readonly #site: SiteModel
  readonly #clock: LocalClock
  readonly #startMs: number
  readonly #computers: readonly RangeComputer[]
  #tick = 0

  /**
   * @param split - ranges to compute the fleet in; one by default
   * @param takesCommands - whether the fleet obeys `controls`
   */
  constructor(
    inputs: RunInputs,
    startMs: number,
    split: (layout: FleetLayout) => readonly FleetRange[] = (layout) => splitFleet(layout, 1),
    takesCommands = false,
  ) {
    const { fleet, settings, site } = inputs
    const layout = fleetLayout(fleet)
    const clock = new LocalClock(site.timeZone)
    const replayer = new LoadReplayer(fleet, inputs.loadReplay)
    const conditions = createSiteConditions(layout.planes.length, fleet.feeders.length, replayer.meters.length)
    const columns = createReadingColumns(fleet.size)
    columns.plane.set(layout.planeOf)
    columns.stateOfCharge.fill(Number.NaN)
    this.inputs = inputs
    this.#clock = clock
    this.#startMs = startMs
    const faultPlan =
      inputs.faults === null ? null : planFaults(inputs.faults, fleet, startMs, settings.intervalSeconds)
    const readings = faultPlan === null ? columns : createMeasuredColumns(columns)
    const quality = faultPlan === null ? null : createQualityState(fleet.size)
    const controls = createControlState(fleet.size)
    const state = createFleetState(fleet.size, layout.batteries)
    this.memory = { conditions, columns, readings, state, quality, controls: takesCommands ? controls : null }
    this.controls = new FleetControls(fleet, controls, columns, settings.intervalSeconds)
    this.batch = { size: fleet.size, conditions: createTickConditions(conditions), columns: readings }
    this.#site = new SiteModel({
      settings,
      site,
      startMs,
      clock,
      sky: new StochasticSky(settings, site, clock),
      planes: layout.planes,
      feeders: fleet.feeders.length,
      replayer,
      emissions: inputs.emissions,
      conditions,
    })
    this.#computers = split(layout).map(
      (range) =>
        new RangeComputer({
          fleet,
          range,
          settings,
          grid: site,
          replayedMeters: replayer.meters,
          faultPlan,
          memory: this.memory,
        }),
    )
    for (const computer of this.#computers) {
      computer.initialise()
    }
  }

  get tick(): number {
    return this.#tick
  }

  advance(): void {
    const { conditions } = this.memory
    const rangeTotals = new Float64Array(TOTALS_LENGTH)
    const rangeTallies = new Float64Array(TALLIES_LENGTH)
    this.#tick += 1
    this.#site.advance(this.#tick)
    const intervalStartMs = this.#startMs + (this.#tick - 1) * this.inputs.settings.intervalSeconds * 1000
    writePriceOutlook(dayPrices(this.#clock.at(intervalStartMs).hour), conditions)
    this.totals.fill(0)
    this.tallies.fill(0)
    for (const computer of this.#computers) {
      computer.advance(conditions, rangeTotals, rangeTallies)
      addTallies(this.tallies, rangeTallies)
      rangeTotals.forEach((sum, k) => {
        this.totals[k] += sum
      })
    }
    readTickConditions(conditions, this.batch.conditions)
  }
}
