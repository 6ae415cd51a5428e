/** @module A socket of multicast DNS on one link. */

import multicastDns, { type MulticastDNS } from 'multicast-dns'
import type { DiscoveryLink } from './discovery-links.ts'

/** How long opening one may take [ms]. */
const OPEN_LIMIT_MS = 2000

/**
 * Opens it; other programs of this machine may have theirs beside it.
 *
 * @param port - 5353, unless somebody tries something
 * @throws Error when the link takes none
 */
export async function openMulticastSocket(link: DiscoveryLink, port: number): Promise<MulticastDNS> {
  const { family, group } = link.scope
  const isIpv6 = family === 'IPv6'
  const socket = multicastDns({
    type: isIpv6 ? 'udp6' : 'udp4',
    ip: group,
    port,
    interface: link.interface,
    // To an address of one interface no multicast comes.
    bind: isIpv6 ? '::' : '0.0.0.0',
  })
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => give(new Error('it does not open')), OPEN_LIMIT_MS)
    const give = (error: Error): void => {
      clearTimeout(late)
      socket.destroy()
      reject(error)
    }
    socket.once('error', give)
    socket.once('networkInterface', () => {
      clearTimeout(late)
      socket.off('error', give)
      // A link that goes away later is no reason to end anything: the library joins again when it is back.
      socket.on('error', () => undefined)
      resolve(socket)
    })
  })
}
