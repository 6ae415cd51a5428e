/** @module What a run and its workers say to each other. */

import type { CampusFile } from '../config/campus-file.ts'
import type { Settings } from '../config/settings.ts'
import type { FaultPlan } from '../simulation/faults/fault-plan.ts'
import type { FleetRange } from '../simulation/fleet-layout.ts'
import type { NominalGrid } from '../simulation/quality/plausible-limits.ts'
import type { RunMemory } from './range-computer.ts'

/** Given to a worker when it starts; everything in it is plain data or shared memory. */
export interface WorkerInputs {
  readonly settings: Settings
  readonly campusFile: CampusFile
  readonly grid: NominalGrid
  readonly faultPlan: FaultPlan | null
  readonly range: FleetRange
  readonly replayedMeters: Int32Array
  readonly memory: RunMemory
  /** The range's sums of a tick, in shared memory. */
  readonly totals: Float64Array
  /** Likewise the counts of its readings by quality. */
  readonly tallies: Float64Array
  /** Which pages of the fleet this worker writes: `firstPage`, `firstPage + pageStep`, … */
  readonly pageSize: number
  readonly firstPage: number
  readonly pageStep: number
  /** True when the state is new and the worker sets its part to what precedes the first tick. */
  readonly initialise: boolean
}

/** A request: compute the tick, or write one of the worker's pages into a buffer that travels back and forth. */
export type WorkerRequest =
  | { readonly kind: 'advance' }
  | { readonly kind: 'write'; readonly page: number; readonly buffer: ArrayBuffer | null }

export type WorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'advanced' }
  | { readonly kind: 'written'; readonly buffer: ArrayBuffer; readonly length: number }
