/** @module The faults of a run in its own terms: meters as indices in the fleet, times as ticks. Plain data for workers. */

import type { Fleet } from '../../campus/meter.ts'
import { FAULT_KINDS, type FaultKind } from '../../config/fault-vocabulary.ts'
import type { FaultParameters, FaultsFile } from '../../config/faults-file.ts'

const DAY_SECONDS = 86_400

/** A fault at given meters, from its first tick to the one behind its last. */
export interface PlannedFault {
  readonly kind: FaultKind
  /** Indices in the fleet, ascending; null for all. */
  readonly meters: Int32Array | null
  readonly fromTick: number
  readonly untilTick: number
  readonly parameters: FaultParameters
}

/** A fault that begins with some chance at each meter on each day of the run. */
export interface RandomPlan {
  readonly kind: FaultKind
  readonly meters: Int32Array | null
  readonly perMeterAndDay: number
  readonly shortestTicks: number
  readonly longestTicks: number
  readonly parameters: FaultParameters
}

export interface FaultPlan {
  readonly given: readonly PlannedFault[]
  readonly random: readonly RandomPlan[]
  /** Ticks of a day, counted from the run's start. */
  readonly ticksPerDay: number
}

/** Of a run in which only what is injected goes wrong. */
export const NOTHING_PLANNED: FaultPlan = { given: [], random: [], ticksPerDay: DAY_SECONDS }

/** The bit of each kind in a mask of faults. */
export const FAULT_BIT = Object.fromEntries(FAULT_KINDS.map((kind, bit) => [kind, 1 << bit])) as Readonly<
  Record<FaultKind, number>
>

/**
 * Puts the faults of a file into the terms of a run.
 *
 * A fault acts on every interval it shares a moment with: none is too short to be seen.
 *
 * @param startMs - start of the run [ms since 1970 UTC]
 */
export function planFaults(file: FaultsFile, fleet: Fleet, startMs: number, intervalSeconds: number): FaultPlan {
  const intervalMs = intervalSeconds * 1000
  const indices = indexOfMeters(file, fleet)
  const meters = (ids: readonly string[] | null): Int32Array | null =>
    ids === null ? null : Int32Array.from(ids, (id) => indices.get(id) ?? -1).sort()
  return {
    given: file.faults.map(({ kind, meterIds, fromMs, untilMs, parameters }) => ({
      kind,
      meters: meters(meterIds),
      fromTick: Math.floor((fromMs - startMs) / intervalMs) + 1,
      untilTick: Math.ceil((untilMs - startMs) / intervalMs) + 1,
      parameters,
    })),
    random: file.random.map(({ kind, meterIds, perMeterAndDay, shortestMs, longestMs, parameters }) => ({
      kind,
      meters: meters(meterIds),
      perMeterAndDay,
      shortestTicks: Math.max(1, Math.round(shortestMs / intervalMs)),
      longestTicks: Math.max(1, Math.round(longestMs / intervalMs)),
      parameters,
    })),
    ticksPerDay: Math.max(1, Math.round(DAY_SECONDS / intervalSeconds)),
  }
}

/** Indices of the meters a file names. */
function indexOfMeters(file: FaultsFile, fleet: Fleet): Map<string, number> {
  const named = new Set([...file.faults, ...file.random].flatMap(({ meterIds }) => meterIds ?? []))
  const indices = new Map<string, number>()
  for (let i = 0; i < fleet.size && indices.size < named.size; i++) {
    const { meterId } = fleet.meter(i)
    if (named.has(meterId)) indices.set(meterId, i)
  }
  return indices
}
