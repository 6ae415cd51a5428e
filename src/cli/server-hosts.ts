/** @module The names and addresses under which clients find a server on this machine. */

import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { type Problem, UsageError } from '../errors/problem.ts'

const LOCAL = ['localhost', '127.0.0.1', '::1']

/** @see RFC 1123, 2.1 */
const DNS_NAME =
  /^(?=.{1,253}$)(?:\*\.)?[A-Za-z0-9](?:[\w-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[\w-]{0,61}[A-Za-z0-9])?)*$/

/**
 * This machine as itself and others see it, and what else it is called.
 *
 * @param others - more DNS names and IP addresses
 */
export function serverHosts(others: readonly string[]): string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    // A link-local address means nothing without the interface it belongs to.
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .map(({ address }) => address)
  const own = hostname()
  return [...new Set([...(DNS_NAME.test(own) ? [own] : []), ...LOCAL, ...addresses, ...others])]
}

/**
 * Names given on the command line.
 *
 * @throws UsageError for what is neither a DNS name nor an IP address
 */
export function parseServerNames(text: string): string[] {
  const names = text.split(',').flatMap((name) => name.trim() || [])
  const problems = names
    .filter((name) => isIP(name) === 0 && !DNS_NAME.test(name))
    .map((value): Problem => {
      const expected = 'DNS names and IP addresses, separated by commas'
      return { source: 'command line', key: '--names', value, expected }
    })
  if (problems.length > 0) throw new UsageError(problems)
  return names
}
