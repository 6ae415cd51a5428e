/** @module The utility server of a fleet that was told to look for one: the first that proves to be it. */

import { DISCOVER } from '../../config/value-kinds.ts'
import { type Problem, UsageError } from '../../errors/problem.ts'
import { findServers } from '../discovery/find-servers.ts'
import { deviceCapability } from '../model/device-capability.ts'
import { ClientError } from './connection/client-error.ts'
import { DeviceConnection } from './connection/device-connection.ts'
import { HandshakeGate } from './connection/handshake-gate.ts'
import { ResourceClient } from './connection/resource-client.ts'
import { type ClientIdentity, deviceCapabilityPath, type UtilityServer } from './connection/server-address.ts'

/** How long to look [ms], and how long one server may take to show itself [ms]. */
const SEARCH_LIMIT_MS = 15_000
const PROOF_LIMIT_MS = 4000
const MOST_REASONS = 3

export interface Search {
  /** What is trusted, and how it is spoken to. */
  readonly trusted: Omit<UtilityServer, 'url'>
  /** One of the meters. */
  readonly identity: ClientIdentity
  /** What is to be mended where none is found. */
  readonly origin: Pick<Problem, 'source' | 'key'>
  /** Another port than that of multicast DNS, and another time, to try something. */
  readonly port?: number
  readonly limitMs?: number
}

/**
 * Looks for servers, and tries each as a meter would. What is announced is nobody's word: only one whose certificate is of a
 * trusted authority, and that answers with its DeviceCapability, is taken.
 *
 * @returns its address
 * @throws UsageError when none is found in time
 */
export async function discoverServer(search: Search): Promise<string> {
  const { port, limitMs = SEARCH_LIMIT_MS, origin } = search
  const ending = new AbortController()
  const timer = setTimeout(() => ending.abort(), limitMs)
  const reasons: string[] = []
  try {
    for await (const url of findServers(ending.signal, port)) {
      const reason = await whyNot({ ...search.trusted, url }, search.identity)
      if (reason === null) return url
      reasons.push(reason)
    }
  } finally {
    clearTimeout(timer)
    ending.abort()
  }
  const others = reasons.length === 0 ? '' : `; found and not taken: ${reasons.slice(0, MOST_REASONS).join('; ')}`
  throw new UsageError([
    {
      ...origin,
      value: DISCOVER,
      expected: `a utility server that is announced within ${limitMs / 1000} s on a network of this machine${others}`,
      fix: 'Give its address, or have it announced: the one of this program does with IEEE2030_5_DISCOVERY=true',
    },
  ])
}

/** Null for a server that proves to be one. */
async function whyNot(server: UtilityServer, identity: ClientIdentity): Promise<string | null> {
  const connection = new DeviceConnection({
    server,
    identity,
    gate: new HandshakeGate(1),
    timeLimitMs: PROOF_LIMIT_MS,
  })
  const client = new ResourceClient(connection, server.url)
  try {
    await client.get(deviceCapability, deviceCapabilityPath(server))
    return null
  } catch (error) {
    if (!(error instanceof ClientError)) throw error
    return error.message
  } finally {
    client.close()
  }
}
