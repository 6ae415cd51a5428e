/** @module What the metrics are looked up in. */

import type { HealthWatch } from '../health/health-watch.ts'
import type { LiveCampus, RunFacts } from '../live-campus.ts'
import type { EventStream } from '../stream/event-stream.ts'
import type { ToldAlerts } from '../told-alerts.ts'
import type { ToldUtility } from '../told-utility.ts'

/** A live campus, of whose facts the metrics take these. */
export interface MeasuredCampus extends Omit<LiveCampus, 'facts'> {
  readonly facts: Pick<RunFacts, 'run' | 'programVersion' | 'speed'>
}

export interface MetricsSource {
  readonly live: MeasuredCampus
  readonly alerts: Pick<ToldAlerts, 'open' | 'counts' | 'judgedMs'>
  readonly events: Pick<EventStream, 'clients' | 'dropped' | 'published'>
  readonly utility: Readonly<ToldUtility>
  readonly health: Pick<HealthWatch, 'look' | 'diskSpace'>
}
