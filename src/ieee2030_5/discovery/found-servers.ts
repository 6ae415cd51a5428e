/** @module Utility servers in what others have answered: nothing of it is trusted before TLS has shown who they are. */

import { isIP } from 'node:net'
import type { DnsAnswer } from './dns-packet.ts'
import { sameName, serviceName } from './service-names.ts'

/** The path of DeviceCapability where none is told. */
const DEFAULT_CAPABILITY = '/dcap'
const MOST_PORT = 65_535
/** Of one host: more are not tried. */
const MOST_ADDRESSES = 8

/**
 * Addresses of the DeviceCapability of every server that is told of, `https://host:port/path`, each once. Without records
 * of its host a server is where its answer came from.
 *
 * @param records - of one answer
 * @param sender - its address
 */
export function serversIn(records: readonly DnsAnswer[], domain: string, sender: string): string[] {
  const instances = records.flatMap((record) =>
    record.type === 'PTR' && sameName(record.name, serviceName(domain)) && record.ttl !== 0 ? [record.data] : [],
  )
  const urls = instances.flatMap((instance) => {
    const service = records.find((record) => record.type === 'SRV' && sameName(record.name, instance))
    const text = records.find((record) => record.type === 'TXT' && sameName(record.name, instance))
    if (service?.type !== 'SRV' || text?.type !== 'TXT') return []
    const pairs = pairsOf(text.data)
    const port = Number(pairs.get('https') ?? service.data.port)
    if (!Number.isInteger(port) || port < 1 || port > MOST_PORT) return []
    const path = pathOf(pairs.get('dcap') ?? DEFAULT_CAPABILITY)
    if (path === null) return []
    const told = records.flatMap((record) =>
      (record.type === 'A' || record.type === 'AAAA') && sameName(record.name, service.data.target)
        ? [record.data]
        : [],
    )
    const hosts = (told.length === 0 ? [sender] : told).filter(isReachable).slice(0, MOST_ADDRESSES)
    return hosts.map((host) => `https://${host.includes(':') ? `[${host}]` : host}:${port}${path}`)
  })
  return [...new Set(urls)]
}

/** Keys in any case; of a key that stands there twice the first counts. @see RFC 6763, 6.4 */
function pairsOf(data: unknown): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  const parts: readonly unknown[] = Array.isArray(data) ? data : [data]
  for (const part of parts) {
    const [, key = '', value = ''] = /^([^=]+)=(.*)$/s.exec(String(part)) ?? []
    if (key !== '' && !pairs.has(key.toLowerCase())) pairs.set(key.toLowerCase(), value)
  }
  return pairs
}

/** A path of the server itself, and no other address in disguise. */
function pathOf(text: string): string | null {
  if (!/^\/(?!\/)[\x21-\x7e]*$/.test(text)) return null
  const { pathname, search, origin } = new URL(text, 'https://server')
  return origin === 'https://server' ? pathname + search : null
}

/** A link-local address means nothing without its interface, which an address of https cannot name. */
function isReachable(address: string): boolean {
  return isIP(address) !== 0 && !address.toLowerCase().startsWith('fe80:')
}
