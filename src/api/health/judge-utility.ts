/** @module How the utility server of IEEE 2030.5 does, and the meters as its clients. */

import type { FleetStatus } from '../../ieee2030_5/client/fleet/fleet-status.ts'
import type { ServerStatus } from '../../ieee2030_5/server/server-status.ts'
import type { ToldUtility } from '../told-utility.ts'
import { type Judgement, well } from './judgement.ts'

/** The server tells how it does twice a second; after this long it does not any more [ms]. */
const SILENCE_MS = 30_000
/** A connection that is made anew is no fault [ms]. */
const CLIENTS_GRACE_MS = 60_000

export class UtilityJudge {
  #told: ServerStatus | null = null
  #toldMs = 0

  judge({ server, clients }: Readonly<ToldUtility>, nowMs: number): Judgement[] {
    if (server !== this.#told) {
      this.#told = server
      this.#toldMs = nowMs
    }
    return [
      ...(server === null ? [] : [judgeServer(server, nowMs - this.#toldMs)]),
      ...(clients === null ? [] : [judgeClients(clients)]),
    ]
  }
}

function judgeServer({ lastErrors }: ServerStatus, silentMs: number): Judgement {
  const component = 'utility_server'
  // What it refused of others is worth telling, and no fault of its own.
  if (silentMs < SILENCE_MS) return well(component, lastErrors.at(-1) ?? null)
  const error = `it has told nothing for ${Math.round(silentMs / 1000)} s`
  return { component, status: 'failed', error, fix: 'See the log; start the run again with --resume.' }
}

function judgeClients({ states, faults }: FleetStatus): Judgement {
  const component = 'utility_clients'
  const { refused, unregistered, retrying, ready } = states
  const astray = refused + unregistered + retrying
  const error = faults.at(-1)?.lastMessage ?? null
  if (astray === 0) return well(component, error)
  const fix =
    refused > 0
      ? 'The server is not the one the meters belong to: see UTILITY_SERVER_URL and UTILITY_SERVER_PIN.'
      : unregistered > 0
        ? 'Register the meters at the server.'
        : 'See whether the server runs and can be reached; what is not posted meanwhile is posted later.'
  const status = ready === 0 ? 'failed' : 'degraded'
  return { component, status, error: error ?? `${astray} meters have no server`, fix, graceMs: CLIENTS_GRACE_MS }
}
