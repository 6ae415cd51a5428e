/** @module What the routes answer from. */

import type { LiveCampus } from './live-campus.ts'

export interface ApiContext {
  readonly live: LiveCampus
}
