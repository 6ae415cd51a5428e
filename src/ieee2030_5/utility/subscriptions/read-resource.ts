/** @module A resource as a device would read it, without a request. */

import { verdict } from '../access.ts'
import type { Caller, Device } from '../device.ts'
import type { Exchange, FunctionSet } from '../function-set.ts'
import { Refusal } from '../refusal.ts'
import type { Reply } from '../reply.ts'
import { Router } from '../router.ts'

export type DocumentReply = Extract<Reply, { kind: 'document' }>

/** The server as far as reading needs it. */
export type Readable = Pick<Exchange, 'state' | 'settings' | 'functionSets' | 'now'>

/** @returns null for what is not there, or not there for the device */
export function readResource(server: Readable, device: Device, path: string, limit: number): DocumentReply | null {
  const match = routerOf(server.functionSets).match(path)
  if (match?.route.get === undefined) return null
  const { state, settings, functionSets, now } = server
  const caller: Caller = { lfdi: device.lfdi, sfdi: device.sfdi, device: device.enabled ? device : null }
  const query = { start: 0, limit, after: null }
  const exchange: Exchange = { state, settings, functionSets, now, caller, path, params: match.params, query, body }
  if (verdict(match.route.audience, exchange, 'read', true) !== 'allowed') return null
  try {
    const reply = match.route.get(exchange)
    return reply.kind === 'document' ? reply : null
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

function body(): never {
  throw new Refusal(400, 'reading has no body')
}

const routers = new WeakMap<readonly FunctionSet[], Router>()

function routerOf(functionSets: readonly FunctionSet[]): Router {
  const known = routers.get(functionSets)
  if (known !== undefined) return known
  const router = new Router(functionSets.flatMap(({ routes }) => routes))
  routers.set(functionSets, router)
  return router
}
