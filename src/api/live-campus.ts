/** @module The seam between the HTTP interface and the run it tells about. */

import type { PlannedBuilding } from '../campus/campus-plan.ts'
import type { EffectiveSettingRow } from '../config/effective-settings.ts'
import type { SinkStatus } from '../delivery/sink-status.ts'
import type { MeterEntry, RunManifest } from '../journal/run-manifest.ts'
import type { PaceState } from '../run/live-pace.ts'
import type { RunProgress } from '../run/run-observer.ts'
import type { CampusSnapshot } from '../simulation/snapshot.ts'
import type { CampusAssets } from './campus-assets.ts'
import type { MarketTerms } from './market-terms.ts'

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

/** The run as the routes see it. */
export interface LiveCampus {
  readonly facts: RunFacts
  /** Null before the first tick of this process. */
  readonly lastTick: LiveTick | null
  /** When that was told [ms since 1970 UTC]. */
  readonly lastToldMs: number
  readonly pace: ToldPace
  readonly sinks: readonly SinkStatus[]
  meter(meterId: string): MeterEntry | undefined
}

/** The run as it was told last. */
export class ToldCampus implements LiveCampus {
  readonly facts: RunFacts
  lastTick: LiveTick | null = null
  lastToldMs = 0
  pace: ToldPace
  sinks: readonly SinkStatus[] = []

  readonly #meters: ReadonlyMap<string, MeterEntry>

  constructor(facts: RunFacts) {
    this.facts = facts
    this.pace = { isPaused: false, speed: facts.speed, sinceMs: facts.startedMs }
    this.#meters = new Map(facts.run.meters.map((meter) => [meter.meter_id, meter]))
  }

  meter(meterId: string): MeterEntry | undefined {
    return this.#meters.get(meterId)
  }
}
