/** @module The seam between the HTTP interface and the run it tells about. */

import type { EffectiveSettingRow } from '../config/effective-settings.ts'
import type { SinkStatus } from '../delivery/sink-status.ts'
import type { MeterEntry, RunManifest } from '../journal/run-manifest.ts'
import type { MeasureFigures } from '../run/run-measures.ts'
import type { RunProgress } from '../run/run-observer.ts'
import type { RunFigures } from '../simulation/run-figures.ts'
import type { CampusSnapshot } from '../simulation/snapshot.ts'
import type { ThreadFigures } from './thread-watch.ts'

/** What does not change while the run goes. */
export interface RunFacts {
  readonly run: RunManifest
  /** Without passwords. */
  readonly settings: readonly EffectiveSettingRow[]
  readonly speed: number
  readonly programVersion: string
  /** When this process began [ms since 1970 UTC]. */
  readonly startedMs: number
}

/** How a run stands; made by its owner after a tick, plain data. */
export interface LiveTick {
  readonly state: RunProgress['state']
  readonly lateTicks: number
  readonly snapshot: CampusSnapshot
}

/** What a run has come to, told with its ticks: sums, so that nothing is missing of ticks that are not told. */
export interface LiveMeasures extends MeasureFigures {
  readonly run: RunFigures
}

/** The run as the routes see it. */
export interface LiveCampus {
  readonly facts: RunFacts
  /** Null before the first tick of this process. */
  readonly lastTick: LiveTick | null
  /** When that was told [ms since 1970 UTC]. */
  readonly lastToldMs: number
  readonly sinks: readonly SinkStatus[]
  /** Null before the first tick of this process. */
  readonly measures: LiveMeasures | null
  /** Of the thread that makes the ticks; null before it is told, and when that was [ms since 1970 UTC]. */
  readonly runThread: ThreadFigures | null
  readonly runThreadToldMs: number
  meter(meterId: string): MeterEntry | undefined
}

/** The run as it was told last. */
export class ToldCampus implements LiveCampus {
  readonly facts: RunFacts
  lastTick: LiveTick | null = null
  lastToldMs = 0
  sinks: readonly SinkStatus[] = []
  measures: LiveMeasures | null = null
  runThread: ThreadFigures | null = null
  runThreadToldMs: number

  readonly #meters: ReadonlyMap<string, MeterEntry>

  constructor(facts: RunFacts) {
    this.facts = facts
    this.runThreadToldMs = facts.startedMs
    this.#meters = new Map(facts.run.meters.map((meter) => [meter.meter_id, meter]))
  }

  meter(meterId: string): MeterEntry | undefined {
    return this.#meters.get(meterId)
  }
}
