/** @module One range of a fleet made ready to compute, built the same way in whatever thread holds it. */

import type { Fleet } from '../campus/meter.ts'
import type { Settings } from '../config/settings.ts'
import { buildFeederNetwork } from '../physics/feeder/feeder-network.ts'
import { Random } from '../random/random.ts'
import { FleetKernel } from '../simulation/fleet-kernel.ts'
import type { FleetRange } from '../simulation/fleet-layout.ts'
import { fleetParameters } from '../simulation/fleet-parameters.ts'
import { type FleetState, sliceFleetState } from '../simulation/fleet-state.ts'
import type { ReadingColumns } from '../simulation/readings/reading-batch.ts'
import type { SiteConditions } from '../simulation/site-conditions.ts'

/** The shared memory of a run: written by one thread each, read by all. */
export interface RunMemory {
  readonly conditions: SiteConditions
  readonly columns: ReadingColumns
  readonly state: FleetState
}

/** What a range is computed from. */
export interface RangeInputs {
  readonly fleet: Fleet
  readonly range: FleetRange
  readonly settings: Settings
  readonly nominalVoltageV: number
  /** Meters whose load is replayed, ascending. */
  readonly replayedMeters: Int32Array
  readonly memory: RunMemory
}

/** Builds the kernel of one range; its state is the range's part of the shared state. */
export function createRangeKernel(inputs: RangeInputs): FleetKernel {
  const { fleet, range, settings, memory } = inputs
  const [from, to] = range.meters
  const parameters = fleetParameters(fleet, from, to, memory.columns.plane, settings.intervalSeconds)
  return new FleetKernel({
    parameters,
    network: buildFeederNetwork(fleet, from, to, inputs.nominalVoltageV),
    firstFeeder: range.feeders[0],
    state: sliceFleetState(memory.state, range.meters, range.batteries),
    columns: memory.columns,
    replayedMeters: inputs.replayedMeters,
    random: new Random(settings.seed),
    intervalSeconds: settings.intervalSeconds,
  })
}
