import type { NetworkInterfaceInfo } from 'node:os'
import { expect, it } from 'vitest'
import { discoveryLinks } from './discovery-links.ts'

function address(text: string, internal = false): NetworkInterfaceInfo {
  const common = { address: text, mac: '', netmask: '', cidr: null, internal }
  return text.includes(':') ? { ...common, family: 'IPv6', scopeid: 0 } : { ...common, family: 'IPv4' }
}

const MACHINE = {
  lo: [address('127.0.0.1', true), address('::1', true)],
  eth0: [address('fe80::1'), address('192.0.2.7'), address('2001:db8::7')],
  wlan0: [address('fe80::2')],
}

const linksOf = (host: string | null) =>
  discoveryLinks(MACHINE, host).map((link) => [link.scope.domain, link.interface, link.addresses.join(' ')])

it.each([
  [
    null,
    [
      ['local', '127.0.0.1', '127.0.0.1 ::1'],
      ['site', '::%eth0', '192.0.2.7 2001:db8::7'],
      ['local', '192.0.2.7', '192.0.2.7 2001:db8::7'],
    ],
  ],
  [
    '0.0.0.0',
    [
      ['local', '127.0.0.1', '127.0.0.1'],
      ['site', '::%eth0', '192.0.2.7'],
      ['local', '192.0.2.7', '192.0.2.7'],
    ],
  ],
  ['127.0.0.1', [['local', '127.0.0.1', '127.0.0.1']]],
  ['localhost', [['local', '127.0.0.1', '127.0.0.1 ::1']]],
  [
    '2001:db8::7',
    [
      ['site', '::%eth0', '2001:db8::7'],
      ['local', '192.0.2.7', '2001:db8::7'],
    ],
  ],
  ['192.0.2.8', []],
])('a server on %s is announced where it can be reached, with the addresses it has there', (host, expected) => {
  expect(linksOf(host)).toEqual(expected)
})
