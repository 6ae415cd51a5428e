/** @module What the metrics are looked up in. */

import type { HealthWatch } from '../health/health-watch.ts'
import type { LiveCampus } from '../live-campus.ts'
import type { EventStream } from '../stream/event-stream.ts'
import type { ToldUtility } from '../told-utility.ts'

export interface MetricsSource {
  readonly live: LiveCampus
  readonly events: Pick<EventStream, 'clients' | 'dropped' | 'published'>
  readonly utility: Readonly<ToldUtility>
  readonly health: Pick<HealthWatch, 'look' | 'diskSpace'>
}
