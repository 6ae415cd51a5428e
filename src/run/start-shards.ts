/** @module Starts whoever computes the meters: this thread, or workers. */

import { type FleetLayout, splitFleet } from '../simulation/fleet-layout.ts'
import type { ReadingBatch } from '../simulation/readings/reading-batch.ts'
import type { FleetShards } from './fleet-shards.ts'
import { InlineShards } from './inline-shards.ts'
import { createRangeKernel, type RunMemory } from './range-computer.ts'
import { pageSize } from './reading-pages.ts'
import type { RunInputs } from './run-inputs.ts'
import { WorkerShards } from './worker-shards.ts'

/** @param initialise - whether the state is new and is set to what precedes the first tick */
export async function startShards(
  { settings, fleet, site, campusFile }: RunInputs,
  layout: FleetLayout,
  memory: RunMemory,
  batch: ReadingBatch,
  replayedMeters: Int32Array,
  initialise: boolean,
): Promise<FleetShards> {
  const ranges = splitFleet(layout, settings.workers)
  if (ranges.length > 1) {
    return WorkerShards.start(ranges, {
      settings,
      campusFile,
      nominalVoltageV: site.nominalVoltageV,
      replayedMeters,
      memory,
      pageSize: pageSize(fleet.size, ranges.length),
      initialise,
    })
  }
  const kernel = createRangeKernel({
    fleet,
    range: ranges[0],
    settings,
    nominalVoltageV: site.nominalVoltageV,
    replayedMeters,
    memory,
  })
  if (initialise) {
    kernel.initialise()
  }
  return new InlineShards({ fleet, settings, kernel, conditions: memory.conditions, batch })
}
