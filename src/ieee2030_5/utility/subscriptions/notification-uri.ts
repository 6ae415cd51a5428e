/**
 * @module Where notifications may be sent: a client chooses the address, so that one of the server's own network would let
 * it reach what only the server can.
 */

import { addressBytes, isPublicAddress, isWithin } from './ip-address.ts'

/** Names that never are public, and the one of this machine. @see RFC 6761, RFC 6762, RFC 8375 and ICANN's .internal */
const LOCAL_NAMES = ['localhost', 'local', 'internal', 'home.arpa', 'localdomain']

/** What may be reached though it is not public: host names, addresses and blocks such as 10.0.0.0/8. */
export type AllowedHosts = readonly string[]

/**
 * Why notifications are not sent to an address; null when they are, as far as that can be told without a look at what its
 * name resolves to.
 */
export function uriFault(uri: string, allowed: AllowedHosts): string | null {
  if (!URL.canParse(uri)) return 'expected an absolute URI'
  const { protocol, username, password, hostname } = new URL(uri)
  if (protocol !== 'https:' && protocol !== 'http:') return 'expected https or http'
  if (username !== '' || password !== '') return 'expected no user name or password'
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  if (isAllowedHost(host, allowed)) return null
  if (addressBytes(host) !== undefined) return isPublicAddress(host) ? null : 'expected a public address'
  const isLocal = !host.includes('.') || LOCAL_NAMES.some((name) => host === name || host.endsWith(`.${name}`))
  return isLocal ? 'expected a public host name' : null
}

/** Whether a host is reached whatever its address. */
export function isAllowedHost(host: string, allowed: AllowedHosts): boolean {
  return allowed.some((name) => name.toLowerCase() === host) || isAllowedBlock(host, allowed)
}

/** Whether notifications may go to an address that a name has been resolved to. */
export function mayReach(address: string, allowed: AllowedHosts): boolean {
  return isPublicAddress(address) || isAllowedBlock(address, allowed)
}

function isAllowedBlock(address: string, allowed: AllowedHosts): boolean {
  const bytes = addressBytes(address)
  return bytes !== undefined && allowed.some((block) => isWithin(bytes, block))
}
