/** @module Whether multicast comes back on a link of this machine, which not every container has. */

import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { networkInterfaces } from 'node:os'
import { type DiscoveryLink, discoveryLinks } from './discovery-links.ts'
import { openMulticastSocket } from './multicast-socket.ts'

const PATIENCE_MS = 1500

/** A port that no responder of this machine has, so that tests and it do not hear each other. */
export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  return port
}

/** A link of a host and scope on which what is sent comes back; undefined where there is none. */
export async function workingLink(host: string, domain: 'site' | 'local'): Promise<DiscoveryLink | undefined> {
  for (const link of discoveryLinks(networkInterfaces(), host)) {
    if (link.scope.domain === domain && (await comesBack(link))) return link
  }
  return undefined
}

async function comesBack(link: DiscoveryLink): Promise<boolean> {
  const socket = await openMulticastSocket(link, await freeUdpPort()).catch(() => null)
  if (socket === null) return false
  const heard = new Promise<boolean>((resolve) => {
    socket.on('query', () => resolve(true))
    setTimeout(() => resolve(false), PATIENCE_MS)
  })
  socket.query('is-anybody-there.local', 'A')
  const isHeard = await heard
  socket.destroy()
  return isHeard
}
