/**
 * @module Which addresses are those of the public internet.
 *
 * @see IANA special-purpose address registries (RFC 6890 and what has been added since)
 */

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/
const IPV4_BYTES = 4
const IPV6_GROUPS = 8
const BITS = 8

/** Loopback, private, link-local, shared, documentation, multicast and reserved. */
const SPECIAL_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]
/** Everything public in IPv6 is here, */
const GLOBAL_UNICAST = '2000::/3'
/** except for tunnels, which lead to an IPv4 address of anyone's choice, and documentation. */
const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

/** Bytes of an address, 4 or 16 of them; undefined for what is none. */
export function addressBytes(text: string): readonly number[] | undefined {
  const match = IPV4.exec(text)
  if (match === null) return ipv6Bytes(text)
  const bytes = match.slice(1).map(Number)
  return bytes.every((byte) => byte <= 255) ? bytes : undefined
}

/** @param text - an address; what is none is not public */
export function isPublicAddress(text: string): boolean {
  const bytes = addressBytes(text)
  if (bytes === undefined) return false
  const inner = embeddedIpv4(bytes)
  if (inner !== undefined) return !SPECIAL_IPV4.some((block) => isWithin(inner, block))
  return isWithin(bytes, GLOBAL_UNICAST) && !SPECIAL_IPV6.some((block) => isWithin(bytes, block))
}

/**
 * Whether an address is in a block.
 *
 * @param block - such as 10.0.0.0/8, or one address
 */
export function isWithin(bytes: readonly number[], block: string): boolean {
  const [address, length] = block.split('/', 2)
  const prefix = addressBytes(address)
  if (prefix?.length !== bytes.length) return false
  const bits = length === undefined ? bytes.length * BITS : Number(length)
  for (let bit = 0; bit < bits; bit++) {
    const [index, mask] = [bit >> 3, 0x80 >> (bit & 7)]
    if ((prefix[index] & mask) !== (bytes[index] & mask)) return false
  }
  return true
}

/** The IPv4 address that an address is, or that ::ffff:0:0/96 and 64:ff9b::/96 stand for. */
function embeddedIpv4(bytes: readonly number[]): readonly number[] | undefined {
  if (bytes.length === IPV4_BYTES) return bytes
  const stands = isWithin(bytes, '::ffff:0:0/96') || isWithin(bytes, '64:ff9b::/96')
  return stands ? bytes.slice(-IPV4_BYTES) : undefined
}

function ipv6Bytes(text: string): readonly number[] | undefined {
  const halves = text.replace(/%.*$/, '').split('::')
  if (halves.length > 2 || !text.includes(':')) return undefined
  const [head, tail] = halves.map(groupsOf)
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined
  const missing = IPV6_GROUPS - head.length - (tail?.length ?? 0)
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...(tail ?? [])]
  return groups.flatMap((group) => [group >> BITS, group & 0xff])
}

/** Groups of 16 bits; the last two may stand as an IPv4 address. */
function groupsOf(text: string): number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  for (const part of text.split(':')) {
    const ipv4 = IPV4.exec(part) === null ? undefined : addressBytes(part)
    if (ipv4 !== undefined) groups.push(ipv4[0] * 256 + ipv4[1], ipv4[2] * 256 + ipv4[3])
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16))
    else return undefined
  }
  return groups
}
