/** @module How a fleet stands with its utility server, in figures for displays and metrics. */

import type { AgentState } from '../agent/agent-status.ts'
import type { ClientFault } from '../connection/client-error.ts'
import type { TrafficFigures } from './fleet-traffic.ts'

export interface FaultFigures {
  readonly fault: ClientFault
  readonly count: number
  /** What was said the last time, and by which meter. */
  readonly lastMessage: string
  readonly lastMeterId: string
}

export interface FleetStatus {
  /** Meters in each state. */
  readonly states: Readonly<Record<AgentState, number>>
  readonly faults: readonly FaultFigures[]
  readonly traffic: TrafficFigures
  /** Windows and intervals that no mirror took in time. */
  readonly dropped: number
  /** End of the last reading that was taken [ms since 1970 UTC]; null before the first. */
  readonly latestReadingMs: number | null
}
