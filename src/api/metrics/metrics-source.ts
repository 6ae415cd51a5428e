/** @module What the metrics are looked up in. */

import type { LiveCampus } from '../live-campus.ts'
import type { ToldUtility } from '../told-utility.ts'

export interface MetricsSource {
  readonly live: LiveCampus
  readonly events: { readonly clients: number }
  readonly utility: Readonly<ToldUtility>
}
