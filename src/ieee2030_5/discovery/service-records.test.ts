import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DnsAnswer, DnsQuestion } from './dns-packet.ts'
import { serversIn } from './found-servers.ts'
import { announcement, replyTo } from './service-records.ts'

const SERVER = {
  name: 'utility-167261211391',
  port: 8444,
  capability: '/dcap',
  functionSets: { mup: '/mup', tm: '/tm' },
}
const LINK = { domain: 'site', addresses: ['192.0.2.7', '2001:db8::7'] }
const INSTANCE = 'utility-167261211391._smartenergy._tcp.site'
const HOST = 'utility-167261211391.site'

const ask = (name: string, type: DnsQuestion['type'] = 'PTR') => replyTo([{ name, type }], SERVER, LINK)
const dataOf = (records: readonly DnsAnswer[] = []) =>
  records.map((record) => [record.type, record.name, 'data' in record ? record.data : null])

const SRV = ['SRV', INSTANCE, { port: 8444, target: HOST, priority: 0, weight: 0 }]
const HOSTS = [
  ['A', HOST, '192.0.2.7'],
  ['AAAA', HOST, '2001:db8::7'],
]

describe('who asks for servers', () => {
  it('is told where this one is, with all that is needed to go there', () => {
    const reply = ask('_smartenergy._tcp.site')
    expect(dataOf(reply?.answers)).toEqual([['PTR', '_smartenergy._tcp.site', INSTANCE]])
    // txtvers first. IEEE Std 2030.5-2018, 7: dcap is mandatory, https means that TLS is spoken there.
    const text = ['txtvers=1', 'dcap=/dcap', 'https=8444', 'level=-S1']
    expect(dataOf(reply?.additionals)).toEqual([SRV, ['TXT', INSTANCE, text], ...HOSTS])
  })

  it('with one function set is told its path', () => {
    const reply = ask('MUP._sub._SmartEnergy._tcp.site.')
    expect(dataOf(reply?.answers)).toEqual([['PTR', 'mup._sub._smartenergy._tcp.site', INSTANCE]])
    const text = ['txtvers=1', 'dcap=/dcap', 'path=/mup', 'https=8444', 'level=-S1']
    expect(dataOf(reply?.additionals)).toContainEqual(['TXT', INSTANCE, text])
  })

  it.each([
    ['SRV', INSTANCE, [SRV]],
    ['A', HOST, [HOSTS[0]]],
    ['AAAA', HOST, [HOSTS[1]]],
    ['PTR', '_services._dns-sd._udp.site', [['PTR', '_services._dns-sd._udp.site', '_smartenergy._tcp.site']]],
  ] as const)('is told the %s of %s', (type, name, expected) => {
    expect(dataOf(ask(name, type)?.answers)).toEqual(expected)
  })

  it.each([
    ['PTR', '_smartenergy._tcp.local'],
    ['PTR', 'ppy._sub._smartenergy._tcp.site'],
    ['PTR', 'edev-167261211391._sub._smartenergy._tcp.site'],
    ['PTR', '_http._tcp.site'],
    ['SRV', '_smartenergy._tcp.site'],
    ['PTR', INSTANCE],
    ['A', 'another.site'],
  ] as const)('hears nothing of the %s of %s', (type, name) => {
    const reply = ask(name, type)
    expect(reply === null ? [] : reply.answers).toEqual([])
  })
})

it('a server is found again in what it announces, and not when it says goodbye', () => {
  const paths = fc.stringMatching(/^\/[a-z0-9]{1,8}$/)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 65_535 }), paths, fc.ipV4(), (port, capability, address) => {
      const link = { domain: 'local', addresses: [address] }
      const server = { ...SERVER, port, capability }
      const expected = [`https://${address}:${port}${capability}`]
      expect(serversIn(announcement(server, link, true), 'local', '198.51.100.1')).toEqual(expected)
      expect(serversIn(announcement(server, link, false), 'local', '198.51.100.1')).toEqual([])
    }),
    { numRuns: 50 },
  )
})
