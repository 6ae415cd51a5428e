/** @module Does an external service answer? A TCP connection is enough to know the address is right. */

import { connect } from 'node:net'
import type { Check, CheckResult } from './check.ts'

const TIMEOUT_MS = 2000

/** Where a service listens. */
export interface Endpoint {
  readonly host: string
  readonly port: number
}

/** A configured service: one endpoint, or several of which any will do to begin with. */
export interface Service {
  readonly name: string
  /** The environment variable its address comes from. */
  readonly variable: string
  readonly endpoints: readonly Endpoint[]
}

export function serviceCheck({ name, variable, endpoints }: Service): Check {
  return {
    name,
    async run() {
      const faults = await Promise.all(endpoints.map(connectionFault))
      return judge(variable, endpoints, faults)
    },
  }
}

function judge(variable: string, endpoints: readonly Endpoint[], faults: readonly (string | null)[]): CheckResult {
  const detail = endpoints
    .map(({ host, port }, index) => `${host}:${port} ${faults[index] === null ? 'answers' : faults[index]}`)
    .join(', ')
  const silent = faults.filter((fault) => fault !== null).length
  if (silent === 0) return { status: 'pass', detail }
  const fix = `Start the service, or correct ${variable}.`
  return { status: silent < endpoints.length ? 'warn' : 'fail', detail, fix }
}

/** Why no connection came about; null when one did. */
function connectionFault({ host, port }: Endpoint): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MS })
    const end = (fault: string | null) => {
      socket.destroy()
      resolve(fault)
    }
    socket.once('connect', () => end(null))
    socket.once('timeout', () => end(`does not answer within ${TIMEOUT_MS / 1000} s`))
    socket.once('error', (error: NodeJS.ErrnoException) => end(FAULTS[error.code ?? ''] ?? error.message))
  })
}

const FAULTS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses the connection',
  ENOTFOUND: 'is an unknown host',
  EAI_AGAIN: 'is an unknown host',
  EHOSTUNREACH: 'is not reachable',
  ENETUNREACH: 'is not reachable',
}
