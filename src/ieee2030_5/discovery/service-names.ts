/**
 * @module The names under which a utility server is looked for by DNS-SD, and where they are asked for.
 *
 * @see IEEE Std 2030.5-2018, 7 (discovery): multicast DNS of the whole site, with names that end in `site`
 * @see RFC 6762 (multicast DNS), RFC 6763 (DNS-based service discovery)
 */

const SERVICE = '_smartenergy._tcp'

/** A scope in which names are asked for: its top-level name, and the group that everyone in it listens to. */
export interface DiscoveryScope {
  readonly domain: 'site' | 'local'
  readonly family: 'IPv6' | 'IPv4'
  readonly group: string
}

/** The standard's scope, and the link with IPv4, which is all that many networks and most tools know. */
export const DISCOVERY_SCOPES: readonly DiscoveryScope[] = [
  { domain: 'site', family: 'IPv6', group: 'ff05::fb' },
  { domain: 'local', family: 'IPv4', group: '224.0.0.251' },
]

export const DISCOVERY_PORT = 5353

/** The service in a scope, or the servers in it that have one function set. */
export function serviceName(domain: string, subtype = ''): string {
  return `${subtype === '' ? '' : `${subtype}._sub.`}${SERVICE}.${domain}`
}

/** What every service of a scope is listed under. @see RFC 6763, 9 */
export function enumerationName(domain: string): string {
  return `_services._dns-sd._udp.${domain}`
}

/** DNS takes letters of either case for the same, and a dot at the end for none. */
export function sameName(one: string, other: string): boolean {
  const plain = (name: string): string => name.replace(/\.$/, '').toLowerCase()
  return plain(one) === plain(other)
}
