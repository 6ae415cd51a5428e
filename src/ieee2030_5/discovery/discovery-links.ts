/** @module The links of this machine on which servers are announced and looked for. */

import type { networkInterfaces } from 'node:os'
import { DISCOVERY_SCOPES, type DiscoveryScope } from './service-names.ts'

/** One interface in one scope. */
export interface DiscoveryLink {
  readonly scope: DiscoveryScope
  /** As sockets name it: its address for IPv4, its name for IPv6. */
  readonly interface: string
  /** Of this machine there, those of IPv4 first. */
  readonly addresses: readonly string[]
}

type Interfaces = ReturnType<typeof networkInterfaces>

/**
 * All links, or those on which a host can be reached.
 *
 * @param host - where a server listens; null for every link there is
 */
export function discoveryLinks(interfaces: Interfaces, host: string | null): DiscoveryLink[] {
  return Object.entries(interfaces).flatMap(([name, entries = []]) => {
    const usable = entries.filter(({ address }) => !address.startsWith('fe80:'))
    const isEvery = host === null || host === '0.0.0.0' || host === '::'
    const listening = usable.filter(({ address, family, internal }) => {
      if (isEvery) return host !== '0.0.0.0' || family === 'IPv4'
      return host === 'localhost' ? internal : address === host
    })
    const addresses = listening.toSorted((a, b) => a.family.localeCompare(b.family)).map(({ address }) => address)
    if (addresses.length === 0) return []
    return DISCOVERY_SCOPES.flatMap((scope): DiscoveryLink[] => {
      // Loopback has no multicast of IPv6.
      const own = entries.find(({ family, internal }) => family === scope.family && !(internal && family === 'IPv6'))
      if (own === undefined) return []
      return [{ scope, interface: scope.family === 'IPv6' ? `::%${name}` : own.address, addresses }]
    })
  })
}
