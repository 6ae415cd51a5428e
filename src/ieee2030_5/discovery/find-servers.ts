/** @module Looks for utility servers on the links of this machine. */

import type { RemoteInfo } from 'node:dgram'
import { networkInterfaces } from 'node:os'
import type { ResponsePacket } from 'multicast-dns'
import { type DiscoveryLink, discoveryLinks } from './discovery-links.ts'
import { serversIn } from './found-servers.ts'
import { openMulticastSocket } from './multicast-socket.ts'
import { DISCOVERY_PORT, serviceName } from './service-names.ts'

/** A question is asked again after so long, since a packet may be lost; twice as long each time [ms]. */
const FIRST_PAUSE_MS = 500

/**
 * Addresses of servers as they are told of, each once, until the signal ends it.
 *
 * @param port - 5353, unless somebody tries something
 */
export async function* findServers(signal: AbortSignal, port = DISCOVERY_PORT): AsyncGenerator<string> {
  const found = new Set<string>()
  const waiting: string[] = []
  let wake = (): void => undefined
  const onServer = (url: string): void => {
    if (found.has(url)) return
    found.add(url)
    waiting.push(url)
    wake()
  }
  const links = discoveryLinks(networkInterfaces(), null)
  const searches = await Promise.all(links.map((link) => searchOn(link, port, onServer)))
  const end = (): void => wake()
  signal.addEventListener('abort', end)
  try {
    while (!signal.aborted) {
      const url = waiting.shift()
      if (url === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      } else {
        yield url
      }
    }
  } finally {
    signal.removeEventListener('abort', end)
    for (const stop of searches) stop()
  }
}

/** @returns what ends it */
async function searchOn(link: DiscoveryLink, port: number, onServer: (url: string) => void): Promise<() => void> {
  const { domain } = link.scope
  const socket = await openMulticastSocket(link, port).catch(() => null)
  // A link without multicast has no servers that could be found.
  if (socket === null) return () => undefined
  socket.on('response', ({ answers, additionals }: ResponsePacket, { address }: RemoteInfo) => {
    for (const url of serversIn([...(answers ?? []), ...(additionals ?? [])], domain, address)) onServer(url)
  })
  let timer: NodeJS.Timeout
  const ask = (pauseMs: number): void => {
    socket.query(serviceName(domain), 'PTR')
    timer = setTimeout(() => ask(2 * pauseMs), pauseMs)
  }
  ask(FIRST_PAUSE_MS)
  return () => {
    clearTimeout(timer)
    socket.destroy()
  }
}
