/** @module How a meter stands with its utility server. */

import type { ClientFault } from '../connection/client-error.ts'

/**
 * - `waiting`: not begun yet
 * - `discovering`: finding out what the server offers, and itself among its devices
 * - `unregistered`: the server does not know the meter, or does not want it
 * - `refused`: the server's PIN is not the meter's: it is not the server the meter belongs to
 * - `ready`: all is read, mirrors are posted
 * - `retrying`: something failed and is tried again
 * - `stopped`: closed
 */
export const AGENT_STATES = [
  'waiting',
  'discovering',
  'unregistered',
  'refused',
  'ready',
  'retrying',
  'stopped',
] as const
export type AgentState = (typeof AGENT_STATES)[number]

/** What went wrong last. */
export interface AgentFault {
  readonly fault: ClientFault
  readonly message: string
  /** [ms since 1970 UTC, simulated] */
  readonly atMs: number
}

export interface AgentStatus {
  readonly meterId: string
  readonly lfdi: string
  readonly state: AgentState
  readonly lastFault: AgentFault | null
  /** What the server's clock is ahead of the meter's [s]; null before it was asked. */
  readonly clockOffsetSeconds: number | null
  /** Windows and intervals that no mirror took in time. */
  readonly dropped: number
}
