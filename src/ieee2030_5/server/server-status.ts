/** @module How a utility server fares. */

import type { ListenerCounts } from './listener.ts'

export interface ServerStatus extends ListenerCounts {
  readonly port: number
  /** Requests since the start, by status of their answer. */
  readonly requests: Readonly<Record<string, number>>
  /** How many values it holds, by what they are: `devices`, `mirrors`. */
  readonly holds: Readonly<Record<string, number>>
  /** LFDI of those that have a connection open. */
  readonly connectedDevices: readonly string[]
  /** What was refused or went wrong last, newest at the end. */
  readonly lastErrors: readonly string[]
}
