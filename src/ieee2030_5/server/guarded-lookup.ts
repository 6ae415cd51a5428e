/**
 * @module Name resolution for notifications: a public name that leads to an address of the server's own network is not
 * followed, at the moment of connecting, so that a name cannot change in between.
 */

import { type LookupAddress, lookup as resolve } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { type AllowedHosts, isAllowedHost, mayReach } from '../utility/subscriptions/notification-uri.ts'

/** The option `lookup` of a request. */
export function guardedLookup(allowed: AllowedHosts): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const fault = error ?? addressFault(hostname, addresses, allowed)
      if (fault !== null) callback(fault, '')
      else if (options.all === true) callback(null, addresses)
      else callback(null, addresses[0].address, addresses[0].family)
    })
  }
}

function addressFault(hostname: string, addresses: readonly LookupAddress[], allowed: AllowedHosts): Error | null {
  if (addresses.length === 0) return new Error(`${hostname} has no address`)
  if (isAllowedHost(hostname.toLowerCase(), allowed)) return null
  const hidden = addresses.find(({ address }) => !mayReach(address, allowed))
  return hidden === undefined ? null : new Error(`${hostname} leads to ${hidden.address}, which is not public`)
}
