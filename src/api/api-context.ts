/** @module What the routes answer from. */

import type { HealthWatch } from './health/health-watch.ts'
import type { LiveCampus } from './live-campus.ts'
import type { CampusMetrics } from './metrics/campus-metrics.ts'
import type { RecordedRun } from './recorded/recorded-run.ts'
import type { RunControl } from './run-control.ts'
import type { EventStream } from './stream/event-stream.ts'
import type { ToldAlerts } from './told-alerts.ts'
import type { ToldUtility } from './told-utility.ts'

export interface ApiContext {
  readonly live: LiveCampus
  readonly recorded: RecordedRun
  readonly events: EventStream
  readonly control: RunControl
  readonly utility: Readonly<ToldUtility>
  readonly alerts: ToldAlerts
  /** Now [ms since 1970 UTC]. */
  readonly clock: () => number
}

/** All that the routes of the utility server answer from. */
export interface UtilityContext extends Pick<ApiContext, 'control' | 'utility'> {
  /** Of a run; null where the utility server is alone. */
  readonly health: HealthWatch | null
}

/** Everything, and what the interface itself counts. */
export interface RouteContext extends ApiContext {
  readonly metrics: CampusMetrics
  readonly health: HealthWatch
}
