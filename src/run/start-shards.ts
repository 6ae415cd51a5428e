/** @module Starts whoever computes the meters: this thread, or workers. */

import type { FaultPlan } from '../simulation/faults/fault-plan.ts'
import { type FleetLayout, splitFleet } from '../simulation/fleet-layout.ts'
import type { ReadingBatch } from '../simulation/readings/reading-batch.ts'
import type { FleetShards } from './fleet-shards.ts'
import { InlineShards } from './inline-shards.ts'
import { RangeComputer, type RunMemory } from './range-computer.ts'
import { pageSize } from './reading-pages.ts'
import type { RunInputs } from './run-inputs.ts'
import { WorkerShards } from './worker-shards.ts'

/** @param initialise - whether the state is new and is set to what precedes the first tick */
export async function startShards(
  { settings, fleet, site, campusFile }: RunInputs,
  faultPlan: FaultPlan | null,
  layout: FleetLayout,
  memory: RunMemory,
  batch: ReadingBatch,
  replayedMeters: Int32Array,
  initialise: boolean,
): Promise<FleetShards> {
  const grid = { nominalVoltageV: site.nominalVoltageV, nominalFrequencyHz: site.nominalFrequencyHz }
  const ranges = splitFleet(layout, settings.workers)
  if (ranges.length > 1) {
    return WorkerShards.start(ranges, {
      settings,
      campusFile,
      grid,
      faultPlan,
      replayedMeters,
      memory,
      pageSize: pageSize(fleet.size, ranges.length),
      initialise,
    })
  }
  const computer = new RangeComputer({
    fleet,
    range: ranges[0],
    settings,
    grid,
    replayedMeters,
    faultPlan,
    memory,
  })
  if (initialise) {
    computer.initialise()
  }
  return new InlineShards({ fleet, settings, computer, conditions: memory.conditions, batch })
}
