import { createServer as createPlainServer, type Server as PlainServer } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deviceCapability } from '../../model/device-capability.ts'
import { endDeviceList } from '../../model/end-device.ts'
import { timeResource } from '../../model/time.ts'
import type { CertificatePaths } from '../../pki/certificate-paths.ts'
import {
  clientIdentity,
  removeCertificates,
  TestUtilityServer,
  testCertificates,
  xml,
} from '../utility-server.fixture.ts'
import { ClientError } from './client-error.ts'
import { DeviceConnection } from './device-connection.ts'
import { HandshakeGate } from './handshake-gate.ts'
import { ResourceClient } from './resource-client.ts'
import type { ClientIdentity, UtilityServer } from './server-address.ts'

const METER = 'AMI_METER_001'
let own: CertificatePaths
let foreign: CertificatePaths
let identity: ClientIdentity
let server: TestUtilityServer
const clients: ResourceClient[] = []
const handshakes: boolean[] = []

beforeAll(async () => {
  own = await testCertificates([METER])
  foreign = await testCertificates([METER])
  identity = clientIdentity(own, METER)
})
beforeEach(async () => {
  handshakes.length = 0
  server = new TestUtilityServer(own)
  server.devices.add(identity.lfdi)
  await server.start()
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await server.stop()
})
afterAll(() => {
  removeCertificates(own)
  removeCertificates(foreign)
})

function clientFor(address: UtilityServer, as = identity, timeLimitMs = 5000): ResourceClient {
  const connection = new DeviceConnection({
    server: address,
    identity: as,
    gate: new HandshakeGate(1),
    observer: { onHandshake: (isResumed) => handshakes.push(isResumed), onAnswer() {} },
    timeLimitMs,
  })
  const client = new ResourceClient(connection, address.url)
  clients.push(client)
  return client
}

/** What goes wrong, as kind and message. */
async function fault(work: Promise<unknown>): Promise<ClientError> {
  try {
    await work
  } catch (error) {
    if (error instanceof ClientError) return error
    throw error
  }
  throw new Error('nothing went wrong')
}

describe('a connection', () => {
  it('is kept, and requests are answered in their order', async () => {
    const client = clientFor(server.address)
    const [capability, time] = await Promise.all([
      client.get(deviceCapability, '/dcap'),
      client.get(timeResource, '/tm'),
    ])
    expect(capability.TimeLink).toEqual({ href: '/tm' })
    expect(time.tzOffset).toBe(25_200)
    expect(server.requests.map(({ path }) => path)).toEqual(['/dcap', '/tm'])
    expect(server.handshakes).toBe(1)
  })

  it('that the server closed is opened again with the keys it had', async () => {
    const client = clientFor(server.address)
    await client.get(timeResource, '/tm')
    server.cutConnections()
    await client.get(timeResource, '/tm')
    expect(handshakes).toEqual([false, true])
    expect(server.requests.at(-1)?.isResumed).toBe(true)
  })

  it('that cannot be made is told with the address', async () => {
    const { address } = server
    await server.stop()
    const error = await fault(clientFor(address).get(timeResource, '/tm'))
    expect([error.fault, error.message]).toEqual([
      'connection',
      expect.stringMatching(/^https:\S+ cannot be reached: .*ECONNREFUSED/),
    ])
  })

  it('without an answer in time is given up', async () => {
    server.routes.push(() => new Promise(() => undefined))
    const error = await fault(clientFor(server.address, identity, 200).get(timeResource, '/tm'))
    expect([error.fault, error.message]).toEqual(['timeout', expect.stringContaining('no answer within 0.2 s')])
  })

  it('that is lost before the answer is told as lost', async () => {
    server.routes.push(() => {
      server.cutConnections()
      return undefined
    })
    const error = await fault(clientFor(server.address).get(timeResource, '/tm'))
    expect([error.fault, error.message]).toEqual(['connection', expect.stringContaining('the connection was lost')])
  })
})

describe('a handshake fails', () => {
  it('with a server of an authority that is not trusted', async () => {
    const { url, ciphers } = server.address
    const other = new TestUtilityServer(foreign)
    await other.start()
    const { ca } = other.address
    await other.stop()
    const error = await fault(clientFor({ url, ciphers, ca }).get(timeResource, '/tm'))
    expect([error.fault, error.message]).toEqual(['handshake', expect.stringContaining('UTILITY_SERVER_CA')])
  })

  it('with a server that does not trust the meter', async () => {
    const error = await fault(clientFor(server.address, clientIdentity(foreign, METER)).get(timeResource, '/tm'))
    expect([error.fault, error.message]).toEqual([
      'handshake',
      expect.stringMatching(/does not know the authority|does not accept/),
    ])
  })

  it('with a server that has no cipher in common', async () => {
    await server.stop()
    server.ciphers = 'ECDHE-ECDSA-AES256-GCM-SHA384'
    await server.start()
    const error = await fault(clientFor(server.address).get(timeResource, '/tm'))
    expect([error.fault, error.message]).toEqual([
      'handshake',
      expect.stringContaining('UTILITY_SERVER_CIPHERS=lenient'),
    ])
  })

  it('with a server that speaks plain http', async () => {
    const plain: PlainServer = createPlainServer((_request, response) => response.end())
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    const address = plain.address()
    const port = typeof address === 'object' ? address?.port : 0
    const error = await fault(
      clientFor({ ...server.address, url: `https://127.0.0.1:${port}` }).get(timeResource, '/tm'),
    )
    plain.close()
    expect([error.fault, error.message]).toEqual(['handshake', expect.stringContaining('does not speak TLS')])
  })

  it('with one that says nothing at all', async () => {
    const silent = createTcpServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const url = `https://127.0.0.1:${port}`
    const error = await fault(clientFor({ ...server.address, url }, identity, 200).get(timeResource, '/tm'))
    silent.close()
    expect([error.fault, error.message]).toEqual(['timeout', expect.stringContaining('no end of the handshake')])
  })

  it('where this OpenSSL has none of the ciphers', async () => {
    const error = await fault(clientFor({ ...server.address, ciphers: 'NO-SUCH-CIPHER' }).get(timeResource, '/tm'))
    expect([error.fault, error.message]).toEqual(['handshake', expect.stringContaining('UTILITY_SERVER_CIPHERS')])
  })
})

describe('an answer', () => {
  it.each([
    [
      'of a web page',
      { status: 200, body: '<html>', headers: { 'Content-Type': 'text/html' } },
      'document',
      'text/html',
    ],
    ['that is no XML', { status: 200, body: '%PDF' }, 'document', 'well-formed'],
    ['of another type', { status: 200, body: xml('DERList', 'all="0" results="0"') }, 'document', '<Time>'],
    ['with a number past its range', { status: 200, body: xml('Time', 'pollRate="-1"') }, 'document', 'pollRate'],
    ['that is too long', { status: 200, body: 'x'.repeat(1024 * 1024 + 1) }, 'document', 'longer than'],
    [
      'that leads elsewhere',
      { status: 302, headers: { Location: 'https://198.51.100.7/tm' } },
      'redirect',
      '198.51.100.7',
    ],
    [
      'that leads to plain http',
      { status: 301, headers: { Location: 'http://127.0.0.1/tm' } },
      'redirect',
      'not followed',
    ],
    ['that leads in circles', { status: 307, headers: { Location: '/tm' } }, 'redirect', '/tm'],
    ['of a fault of the server', { status: 500, body: '<html>' }, 'status', 'answered 500'],
  ] as const)('%s is told as what it is', async (_name, given, kind, text) => {
    server.answer('GET', '/tm', given)
    const error = await fault(clientFor(server.address).get(timeResource, '/tm'))
    expect([error.fault, error.message]).toEqual([kind, expect.stringContaining(text)])
  })

  it('that refuses says why and for how long', async () => {
    const body = xml('Error', '', '<maxRetryDuration>30</maxRetryDuration><reasonCode>4</reasonCode>')
    server.answer('GET', '/tm', { status: 400, body })
    const error = await fault(clientFor(server.address).get(timeResource, '/tm'))
    expect(error.refusal).toEqual({ status: 400, reasonCode: 4, retryAfterSeconds: 30 })
  })

  it('that leads elsewhere on the same server is followed', async () => {
    server.answer('GET', '/clock', { status: 301, headers: { Location: '/tm' } })
    expect((await clientFor(server.address).get(timeResource, '/clock')).tzOffset).toBe(25_200)
  })

  it('with a link to another server is not followed', async () => {
    const error = await fault(clientFor(server.address).get(timeResource, 'https://198.51.100.7/tm'))
    expect([error.fault, server.requests.length]).toEqual(['document', 0])
  })
})

describe('a list', () => {
  /** Five devices, two in a page at most. */
  const paged = (path: string) => {
    const query = new URL(path, 'https://x').searchParams
    const start = Number(query.get('s') ?? 0)
    const here = [1, 2, 3, 4, 5].slice(start, start + Math.min(2, Number(query.get('l') ?? 1)))
    const devices = here.map((n) => `<EndDevice><sFDI>${n}</sFDI><changedTime>0</changedTime></EndDevice>`)
    return xml('EndDeviceList', `all="5" results="${here.length}"`, devices.join(''))
  }

  it('is read to its end, whatever the server gives at once', async () => {
    server.routes.push(({ path }) => (path.startsWith('/list') ? { status: 200, body: paged(path) } : undefined))
    const pages = await clientFor(server.address).pages(endDeviceList, { href: '/list', all: 5 })
    expect(pages.flatMap(({ EndDevice }) => EndDevice.map(({ sFDI }) => sFDI))).toEqual([1, 2, 3, 4, 5])
  })

  it('that never ends is given up', async () => {
    const endless = xml(
      'EndDeviceList',
      'all="4000000000" results="1"',
      '<EndDevice><sFDI>1</sFDI><changedTime>0</changedTime></EndDevice>',
    )
    server.answer('GET', '/list', { status: 200, body: endless })
    const error = await fault(clientFor(server.address).pages(endDeviceList, { href: '/list' }))
    expect(error.message).toContain('pages')
  })
})
