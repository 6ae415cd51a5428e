import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { announceServer } from '../discovery/announce-server.ts'
import { freeUdpPort, workingLink } from '../discovery/multicast.fixture.ts'
import { announcedServer } from '../server/announced-server.ts'
import { certificatesFolder, type TestFolder, testOptions } from '../server/server.fixture.ts'
import { openUtilityServer, type UtilityServer } from '../server/utility-server.ts'
import { cipherList } from '../tls/cipher-suites.ts'
import { discoverServer } from './discover-server.ts'
import { readClientIdentity } from './load-fleet.ts'

const loopback = await workingLink('127.0.0.1', 'local')
const site = await workingLink('::', 'site')
const orSkipped = (link: object | undefined) => (link === undefined ? ' (skipped: no multicast comes back here)' : '')

const METER = 'm-1'
let own: TestFolder
let others: TestFolder
const servers: UtilityServer[] = []

beforeAll(async () => {
  own = await certificatesFolder([METER])
  others = await certificatesFolder([METER])
  for (const folder of [own, others]) {
    servers.push(await openUtilityServer(testOptions(folder, { host: '::' }), { onNotice: () => undefined }))
  }
})
afterAll(async () => {
  for (const server of servers) await server.close()
  own.remove()
  others.remove()
})

const notices: string[] = []
const announce = (lfdiDigit: string, server: number, host: string, port: number) =>
  announceServer(announcedServer(lfdiDigit.repeat(40), server), host, (text) => notices.push(text), port)

function search(port: number, limitMs: number) {
  const trusted = { ca: readFileSync(own.paths.authority.bundle, 'utf8'), ciphers: cipherList(false) }
  const origin = { source: 'environment', key: 'UTILITY_SERVER_URL' }
  return discoverServer({ trusted, identity: readClientIdentity(own.paths, METER), origin, port, limitMs })
}

/** A server of http on a port of its own, which knows nothing of TLS. */
async function plainServer(): Promise<{ port: number; close(): void }> {
  const server = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { port: typeof address === 'object' && address !== null ? address.port : 0, close: () => server.close() }
}

describe('meters that look for their utility server', () => {
  it.skipIf(loopback === undefined)(
    `find it by its certificate, whoever else claims to be it${orSkipped(loopback)}`,
    async () => {
      const port = await freeUdpPort()
      const [{ port: mine }, { port: foreign }] = servers
      const plain = await plainServer()
      const searching = search(port, 30_000)
      // The impostors are there first.
      const announced = [
        await announce('1', foreign, '127.0.0.1', port),
        await announce('2', plain.port, '127.0.0.1', port),
        await announce('3', mine, '127.0.0.1', port),
      ]
      expect(await searching).toBe(`https://127.0.0.1:${mine}/dcap`)
      for (const each of announced) await each.close()
      plain.close()
      expect(notices).toEqual([])
    },
  )

  it.skipIf(loopback === undefined)(`are told why none was taken${orSkipped(loopback)}`, async () => {
    const port = await freeUdpPort()
    const announced = await announce('1', servers[1].port, '127.0.0.1', port)
    await expect(search(port, 2000)).rejects.toThrow(
      /^environment: UTILITY_SERVER_URL = discover: expected a utility server that is announced.*found and not taken: https:\/\/127\.0\.0\.1:/,
    )
    await announced.close()
  })

  it.skipIf(site === undefined)(`find it in the scope of the standard, over IPv6${orSkipped(site)}`, async () => {
    const port = await freeUdpPort()
    const [ipv6] = site?.addresses.filter((address) => address.includes(':')) ?? []
    const announced = await announce('3', servers[0].port, ipv6, port)
    expect(await search(port, 30_000)).toBe(`https://[${ipv6}]:${servers[0].port}/dcap`)
    await announced.close()
  })
})
