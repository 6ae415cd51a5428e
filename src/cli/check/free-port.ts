/** @module Is a port free? Tried by listening on it for a moment. */

import { createServer } from 'node:net'
import type { Check, CheckResult } from './check.ts'

const LOOPBACK = '127.0.0.1'

/** A port the program is going to listen on. */
export interface WantedPort {
  readonly name: string
  readonly port: number
  /** Loopback unless told otherwise. */
  readonly host?: string
  /** The environment variable that chooses another. */
  readonly variable: string
}

export function freePortCheck({ name, ...wanted }: WantedPort): Check {
  return { name, run: () => tryPort(wanted) }
}

function tryPort({ port, variable, host = LOOPBACK }: Omit<WantedPort, 'name'>): Promise<CheckResult> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be opened: ${error.message}`
      const fix = `Stop that program, or choose another port with ${variable}.`
      resolve({ status: 'fail', detail: `port ${port} on ${host} ${reason}`, fix })
    })
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => resolve({ status: 'pass', detail: `port ${port} on ${host} is free` }))
    })
  })
}
