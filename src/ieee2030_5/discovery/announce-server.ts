/** @module Tells others where a utility server is, whenever they ask. */

import { networkInterfaces } from 'node:os'
import type { MulticastDNS } from 'multicast-dns'
import { type DiscoveryLink, discoveryLinks } from './discovery-links.ts'
import { openMulticastSocket } from './multicast-socket.ts'
import { DISCOVERY_PORT } from './service-names.ts'
import { type AnnouncedServer, announcement, type LinkAddresses, replyTo } from './service-records.ts'

export interface Announcing {
  /** Says that the server goes away, and is silent from then on. */
  close(): Promise<void>
}

/**
 * Begins; a link that takes no multicast is told of and left out.
 *
 * @param host - where the server listens: it is announced where it can be reached
 */
export async function announceServer(
  server: AnnouncedServer,
  host: string,
  onNotice: (text: string) => void,
  port = DISCOVERY_PORT,
): Promise<Announcing> {
  const links = discoveryLinks(networkInterfaces(), host)
  const opened = await Promise.all(links.map((link) => announceOn(link, server, port, onNotice)))
  const closing = opened.flatMap((each) => each ?? [])
  if (closing.length === 0) onNotice(`discovery: no network of ${host} takes multicast: the server is not announced`)
  return {
    close: async () => {
      await Promise.all(closing.map((close) => close()))
    },
  }
}

type Close = () => Promise<void>

async function announceOn(
  link: DiscoveryLink,
  server: AnnouncedServer,
  port: number,
  onNotice: (text: string) => void,
): Promise<Close | null> {
  const { scope, addresses } = link
  const here: LinkAddresses = { domain: scope.domain, addresses }
  try {
    const socket = await openMulticastSocket(link, port)
    socket.on('query', ({ questions }) => {
      const reply = replyTo(questions ?? [], server, here)
      if (reply !== null) socket.respond(reply)
    })
    socket.respond(announcement(server, here, true))
    return () => sayGoodbye(socket, server, here)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    onNotice(`discovery: the server is not announced as .${scope.domain} on ${link.interface}: ${reason}`)
    return null
  }
}

function sayGoodbye(socket: MulticastDNS, server: AnnouncedServer, here: LinkAddresses): Promise<void> {
  return new Promise((resolve) => {
    socket.respond(announcement(server, here, false), () => socket.destroy(resolve))
  })
}
