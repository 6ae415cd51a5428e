/** @module What is said between a run and the thread of its meters' clients. */

import type { Meter } from '../../../campus/meter.ts'
import type { Problem } from '../../../errors/problem.ts'
import type { TariffTerms } from '../../../market/slot-tariff.ts'
import type { GivenCommand } from '../../../simulation/commands/command.ts'
import type { RunClock } from '../../../time/run-clock.ts'
import type { UtilityServer } from '../connection/server-address.ts'
import type { FleetStatus } from './fleet-status.ts'

/** What the thread is started with. */
export interface FleetInputs {
  readonly server: UtilityServer
  readonly certificatesFolder: string
  /** `own`, `any`, or six digits. */
  readonly pin: string
  readonly registersItself: boolean
  readonly reservesPower: boolean
  readonly postRateSeconds: number
  /** IANA enterprise number under which mRIDs are made. */
  readonly enterprise: number
  readonly programVersion: string
  readonly meters: readonly Meter[]
  readonly intervalSeconds: number
  /** Of the run's prices, ISO 4217 letters. */
  readonly currency: string
  readonly tariff: TariffTerms
  readonly clock: RunClock
  readonly runId: string
  readonly outputFile: string
  /** File of what the fleet remembers. */
  readonly savedFile: string
}

export type FleetRequest =
  /** The journal is open. */
  | { readonly kind: 'start' }
  /** There may be more to read. */
  | { readonly kind: 'wake' }
  | { readonly kind: 'clock'; readonly clock: RunClock }
  | { readonly kind: 'close' }

export type FleetEvent =
  /** All identities were read; what is wrong with them. */
  | { readonly kind: 'loaded'; readonly problems: readonly Problem[] }
  | { readonly kind: 'status'; readonly status: FleetStatus; readonly segment: string }
  | { readonly kind: 'commands'; readonly commands: readonly GivenCommand[] }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'closed' }
