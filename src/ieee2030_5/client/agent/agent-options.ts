/** @module What an agent is made of: whose it is, what it asks for, and what it takes from the world. */

import type { Meter } from '../../../campus/meter.ts'
import type { GivenCommand } from '../../../simulation/commands/command.ts'
import type { FollowedEvent } from '../../events/due-response.ts'
import type { OwnTariff } from '../../events/own-tariff.ts'
import type { MridFactory } from '../../model/mrid.ts'
import type { ResourceClient } from '../connection/resource-client.ts'
import type { ClientIdentity } from '../connection/server-address.ts'
import type { BlockBoundary } from '../mirrors/interval-blocks.ts'
import type { SimulatedClock } from '../time/simulated-clock.ts'
import type { TimerQueue } from '../time/timer-queue.ts'
import type { AgentStatus } from './agent-status.ts'
import type { Maker } from './device-reports.ts'

/** The function sets whose events a meter follows. */
export const EVENT_KINDS = ['der', 'load', 'price', 'message', 'flow'] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** What an agent remembers over a restart: plain data. */
export interface AgentMemory {
  /** Up to where the mirrors have the meter's intervals; null before the first reading. */
  readonly boundary: BlockBoundary | null
  readonly followed: Readonly<Partial<Record<EventKind, readonly FollowedEvent[]>>>
  /** What the meter was told last, as texts, so that it is not told again. */
  readonly told: Readonly<Record<string, string>>
  readonly lastLogId: number
}

export const NO_MEMORY: AgentMemory = { boundary: null, followed: {}, told: {}, lastLogId: 0 }

/** What holds of all agents of a fleet. */
export interface AgentSettings {
  /** Address of DeviceCapability, as a path. */
  readonly start: string
  readonly mrids: MridFactory
  readonly maker: Maker
  /** Between two posts, where the server does not say otherwise [s]. */
  readonly postRateSeconds: number
  /** Whether a meter that the server does not know registers itself. */
  readonly registersItself: boolean
  /** Whether batteries ask for the power to charge with, and charge by what they are granted. */
  readonly reservesPower: boolean
  /** How far the server's clock may be off before it is told [s]. */
  readonly clockToleranceSeconds: number
  /** Between two readings [ms]. */
  readonly intervalMs: number
  /** Currency of the simulation's prices, ISO 4217 number. */
  readonly currency: number
  /** The simulation's tariff, of which nothing needs to be told; null where nobody is told anything. */
  readonly ownTariff: OwnTariff | null
}

export interface AgentOptions {
  readonly meter: Meter
  readonly identity: ClientIdentity
  /** By which the meter recognises its server; null takes any. */
  readonly pin: number | null
  readonly client: ResourceClient
  readonly settings: AgentSettings
  readonly clock: SimulatedClock
  readonly timers: TimerQueue
  readonly memory: AgentMemory
  /** A number from 0 to 1, another one at every call. */
  readonly jitter: () => number
  readonly onCommand: (command: GivenCommand) => void
  readonly onStatus: (status: AgentStatus) => void
  /** Worth a line in the log. */
  readonly onNotice: (text: string) => void
}
