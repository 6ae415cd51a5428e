import { describe, expect, it } from 'vitest'
import type { DnsAnswer } from './dns-packet.ts'
import { serversIn } from './found-servers.ts'

const SERVICE = '_smartenergy._tcp.local'
const INSTANCE = `x.${SERVICE}`
const text = (...pairs: string[]): DnsAnswer => ({
  name: INSTANCE,
  type: 'TXT',
  data: pairs.map((pair) => Buffer.from(pair)),
})

function found(txt: DnsAnswer | null, changes: { port?: number; addresses?: string[]; records?: DnsAnswer[] } = {}) {
  const { port = 80, addresses = ['192.0.2.7'], records = [] } = changes
  const told: DnsAnswer[] = [
    { name: SERVICE, type: 'PTR', ttl: 10, data: INSTANCE },
    { name: INSTANCE, type: 'SRV', data: { port, target: 'h.local' } },
    ...(txt === null ? [] : [txt]),
    ...addresses.map((data): DnsAnswer => ({ name: 'H.local', type: data.includes(':') ? 'AAAA' : 'A', data })),
    ...records,
  ]
  return serversIn(told, 'local', '198.51.100.1')
}

describe('an answer', () => {
  it('gives an address of https: its port is that of the text, its path that of dcap', () => {
    expect(found(text('txtvers=1', 'dcap=/sep2/dcap', 'https=8444', 'level=-S1'))).toEqual([
      'https://192.0.2.7:8444/sep2/dcap',
    ])
  })

  it('gives all addresses of its host, but none that needs an interface', () => {
    const addresses = ['192.0.2.7', '2001:db8::7', 'fe80::1', 'not an address']
    expect(found(text('https=1'), { addresses })).toEqual(['https://192.0.2.7:1/dcap', 'https://[2001:db8::7]:1/dcap'])
  })

  it('without addresses is of where it came from', () => {
    expect(found(text('DCAP=/a', 'dcap=/b'), { addresses: [], port: 8443 })).toEqual(['https://198.51.100.1:8443/a'])
  })

  it.each([
    ['has no text', null, {}],
    ['leads elsewhere', text('dcap=//evil.example/dcap'), {}],
    ['leads elsewhere by another road', text('dcap=/\\evil.example/dcap'), {}],
    ['has an address in the place of a path', text('dcap=https://evil.example/'), {}],
    ['has blanks and line ends', text('dcap=/a b\r\nHost: x'), {}],
    ['has a port that is none', text('https=65536'), {}],
    ['has no port', text('dcap=/dcap'), { port: 0 }],
  ] as const)('that %s gives nothing', (_, txt, changes) => {
    expect(found(txt, changes)).toEqual([])
  })

  it('is believed no more than so many addresses', () => {
    const addresses = Array.from({ length: 200 }, (_, index) => `192.0.2.${index}`)
    expect(found(text('https=1'), { addresses })).toHaveLength(8)
  })

  it('of another service is not heard', () => {
    expect(serversIn([{ name: '_http._tcp.local', type: 'PTR', data: INSTANCE }], 'local', '192.0.2.1')).toEqual([])
  })
})
