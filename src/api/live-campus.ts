/** @module The seam between the HTTP interface and the run it tells about. */

import type { PlannedBuilding } from '../campus/campus-plan.ts'
import type { EffectiveSettingRow } from '../config/effective-settings.ts'
import type { SinkStatus } from '../delivery/sink-status.ts'
import type { MeterEntry, RunManifest } from '../journal/run-manifest.ts'
import type { PaceState } from '../run/live-pace.ts'
import type { MeasureFigures } from '../run/run-measures.ts'
import type { RunProgress } from '../run/run-observer.ts'
import type { RunFigures } from '../simulation/run-figures.ts'
import type { CampusSnapshot } from '../simulation/snapshot.ts'
import type { CampusAssets } from './campus-assets.ts'
import type { MarketTerms } from './market-terms.ts'
import type { ThreadFigures } from './thread-watch.ts'

/** What does not change while the run goes. */
export interface RunFacts {
  readonly run: RunManifest
  readonly assets: CampusAssets
  /** Where its buildings stand; null where nothing is drawn. */
  readonly plan: readonly PlannedBuilding[] | null
  /** Where the identities of the meters are. */
  readonly certificatesFolder: string
  /** Without passwords. */
  readonly settings: readonly EffectiveSettingRow[]
  readonly terms: MarketTerms
  /** With which this process began. */
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

/** When ticks come, as it was set last. */
export interface ToldPace extends PaceState {
  /** When it was set [ms since 1970 UTC]. */
  readonly sinceMs: number
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
  readonly pace: ToldPace
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
  pace: ToldPace
  sinks: readonly SinkStatus[] = []
  measures: LiveMeasures | null = null
  runThread: ThreadFigures | null = null
  runThreadToldMs: number

  readonly #meters: ReadonlyMap<string, MeterEntry>

  constructor(facts: RunFacts) {
    this.facts = facts
    this.pace = { isPaused: false, speed: facts.speed, sinceMs: facts.startedMs }
    this.runThreadToldMs = facts.startedMs
    this.#meters = new Map(facts.run.meters.map((meter) => [meter.meter_id, meter]))
  }

  meter(meterId: string): MeterEntry | undefined {
    return this.#meters.get(meterId)
  }
}
