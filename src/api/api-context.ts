/** @module What the routes answer from. */

import type { LiveCampus } from './live-campus.ts'
import type { RecordedRun } from './recorded/recorded-run.ts'
import type { EventStream } from './stream/event-stream.ts'

export interface ApiContext {
  readonly live: LiveCampus
  readonly recorded: RecordedRun
  readonly events: EventStream
}
