import { readFileSync, writeFileSync } from 'node:fs'
import type { RequestOptions } from 'node:https'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { simulatedMs as simulatedAt, WALL_CLOCK } from '../../time/run-clock.ts'
import { deviceCapability } from '../model/device-capability.ts'
import { endDeviceList } from '../model/end-device.ts'
import type { ObjectType } from '../model/table.ts'
import { lfdi } from '../pki/device-identifiers.ts'
import { readIdentity } from '../pki/identity.ts'
import { OperationError } from '../utility/operation.ts'
import { readDocument } from '../xml/read-document.ts'
import {
  certificatesFolder,
  clientOf,
  LOG_EVENT,
  send,
  sendDocument,
  type TestFolder,
  testOptions,
  writeSelfSignedDevice,
  writeWebCertificate,
} from './server.fixture.ts'
import type { ServerOptions } from './server-options.ts'
import { openUtilityServer, type UtilityServer } from './utility-server.ts'

const [A, B] = ['AMI_METER_001', 'AMI_METER_002']

let own: TestFolder
let foreign: TestFolder
let server: UtilityServer
let notices: string[]

beforeAll(async () => {
  own = await certificatesFolder([A, B])
  foreign = await certificatesFolder([A])
})
afterAll(() => {
  own.remove()
  foreign.remove()
})
afterEach(() => server.close())

async function start(changes: Partial<ServerOptions> = {}) {
  notices = []
  server = await openUtilityServer(testOptions(own, { stateFolder: fresh(), ...changes }), {
    onNotice: (text) => notices.push(text),
  })
}

let folders = 0
const fresh = () => join(own.root, `state-${folders++}`)

function client(meter: string, folder = own): RequestOptions {
  return { ...clientOf(folder.paths.meter(meter), own.paths), port: server.port }
}

const read = <Type extends ObjectType>(text: string, type: Type) => readDocument(text, [type]).value

describe('a utility server', () => {
  it('answers registered meters on a connection that stays', async () => {
    await start()
    const meter = client(A)
    const { status, headers, text } = await send({ ...meter, path: '/dcap' })
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/sep+xml')
    expect(headers['content-length']).toBe(String(text.length))
    expect(headers['transfer-encoding']).toBe(undefined)
    expect(read(text, deviceCapability).EndDeviceListLink).toEqual({ href: '/edev', all: 1 })
    const list = read((await send({ ...meter, path: '/edev?l=5' })).text, endDeviceList)
    expect(list.EndDevice[0].lFDI).toBe(readIdentity(own.paths.meter(A)).lfdi)
    expect(server.status()).toMatchObject({
      connections: 1,
      handshakes: 1,
      requests: { 200: 2 },
      holds: { devices: 2 },
    })
  })

  it('never sends chunks, and always a length where there may be a body', async () => {
    await start()
    const meter = client(A)
    const posted = await sendDocument(meter, 'POST', '/edev/1/lel', LOG_EVENT)
    expect([posted.status, posted.headers.location]).toEqual([201, '/edev/1/lel/1'])
    const answers = [
      posted,
      await sendDocument(meter, 'DELETE', '/edev/1/lel/1', ''),
      await send({ ...meter, path: '/nothing' }),
      await send({ ...meter, method: 'HEAD', path: '/tm' }),
      await sendDocument(meter, 'PUT', '/dcap', ''),
    ]
    expect(answers.map(({ status, headers }) => [status, headers['content-length'] ?? null])).toEqual([
      [201, '0'],
      [204, null],
      [404, '0'],
      [200, expect.stringMatching(/^[1-9]\d+$/)],
      [405, '0'],
    ])
    expect(answers.every(({ headers }) => headers['transfer-encoding'] === undefined)).toBe(true)
  })

  it('lets a session go on without another whole handshake', async () => {
    await start()
    const { cert, key, ca, ciphers } = client(A)
    const session = await new Promise<Buffer>((resolve, reject) => {
      const first = connect({ port: server.port, cert, key, ca, ciphers, maxVersion: 'TLSv1.2' })
      first.once('session', resolve).once('error', reject)
    })
    const reused = await new Promise<boolean>((resolve, reject) => {
      const second = connect({ port: server.port, cert, key, ca, ciphers, maxVersion: 'TLSv1.2', session })
      second.once('secureConnect', () => resolve(second.isSessionReused())).once('error', reject)
      second.once('secureConnect', () => second.end('GET /edev/1 HTTP/1.1\r\nHost: x\r\n\r\n'))
    })
    expect(reused).toBe(true)
    await expect.poll(() => server.status().requests).toEqual({ 200: 1 })
    expect(server.status()).toMatchObject({ handshakes: 2, resumed: 1 })
  })

  it('refuses certificates of another authority', async () => {
    await start()
    await expect(send({ ...client(A, foreign), path: '/dcap' })).rejects.toThrow(/socket|ECONN|EPIPE|closed/)
    await expect.poll(() => notices).toEqual([expect.stringContaining('unknown CA')])
    expect(server.status().lastErrors).toEqual(notices)
  })

  it('takes certificates that are not those of devices only when it is lenient', async () => {
    await start()
    const path = '/dcap'
    const web = writeWebCertificate(own)
    const ask = () => send({ ...clientOf(web, own.paths), port: server.port, path })
    await expect(ask()).rejects.toThrow(/socket|ECONN|EPIPE|closed/)
    await expect.poll(() => notices).toEqual([expect.stringMatching(/is not that of a device: .*certificatePolicies/)])
    await server.close()
    await start({ deviceCertificates: 'lenient' })
    expect((await ask()).status).toBe(200)
  })

  it('takes a device that vouches for itself only when it is told to, and knows its certificate', async () => {
    const folder = await certificatesFolder([])
    const self = writeSelfSignedDevice(folder)
    const ask = () => send({ ...clientOf(self, folder.paths), port: server.port, path: '/edev/1' })
    const options = { certificatesFolder: folder.paths.folder }
    await start({ ...options, deviceCertificates: 'lenient' })
    await expect(ask()).rejects.toThrow(/socket|ECONN|EPIPE|closed/)
    await expect.poll(() => notices).toEqual([expect.stringContaining('signed by itself and not known here')])
    await server.close()
    await start({ ...options, deviceCertificates: 'self-signed' })
    expect((await ask()).status).toBe(200)
    folder.remove()
  })

  it('tells strangers nothing but where to register', async () => {
    await start({ registerMeters: false })
    expect((await send({ ...client(A), path: '/dcap' })).status).toBe(200)
    expect((await send({ ...client(A), path: '/sdev' })).status).toBe(404)
  })

  it('ends the connections of a device that is removed, and knows it no more', async () => {
    await start()
    const meter = client(A)
    await send({ ...meter, path: '/edev/1' })
    expect(server.status().connectedDevices).toHaveLength(1)
    await server.operate({ name: 'devices.remove', input: { device: A } })
    await expect.poll(() => server.status().connections).toBe(0)
    expect((await send({ ...meter, path: '/edev/1' })).status).toBe(404)
    await expect(server.operate({ name: 'devices.remove', input: { device: A } })).rejects.toThrow(OperationError)
  })

  it('goes on where it was, and lets nobody in again who was removed', async () => {
    const stateFolder = fresh()
    await start({ stateFolder })
    await sendDocument(client(A), 'POST', '/edev/1/lel', LOG_EVENT)
    await server.operate({ name: 'devices.remove', input: { device: B } })
    await server.close()
    await start({ stateFolder })
    expect((await send({ ...client(A), path: '/edev/1/lel/1' })).text).toContain('<logEventID>7</logEventID>')
    expect((await send({ ...client(B), path: '/edev/2' })).status).toBe(404)
    expect(server.status().holds).toMatchObject({ devices: 1, 'removed-devices': 1 })
  })

  it('has the time it is given', async () => {
    const simulatedMs = Date.UTC(2030, 0, 1)
    await start({ clock: { anchorWallMs: Date.now(), anchorSimulatedMs: simulatedMs, speed: 60 } })
    const timeOf = async () => Number(/<currentTime>(\d+)/.exec((await send({ ...client(A), path: '/tm' })).text)?.[1])
    expect(await timeOf()).toBeGreaterThanOrEqual(simulatedMs / 1000)
    server.setClock({ anchorWallMs: Date.now(), anchorSimulatedMs: Date.UTC(2031, 0, 1), speed: 0 })
    expect(await timeOf()).toBe(Date.UTC(2031, 0, 1) / 1000)
    expect(simulatedAt(WALL_CLOCK, 5000)).toBe(5000)
    expect(simulatedAt({ anchorWallMs: 1000, anchorSimulatedMs: 50_000, speed: 60 }, 2000)).toBe(110_000)
  })

  it('takes devices from a list', async () => {
    const registryFile = join(own.root, 'devices.json')
    const name = lfdi(readFileSync(own.paths.meter(B).der))
    writeFileSync(registryFile, JSON.stringify([{ lfdi: name.toLowerCase(), pin: 123455, name: 'theirs' }]))
    await start({ registerMeters: false, registryFile })
    expect((await send({ ...client(B), path: '/edev/1/rg' })).text).toContain('<pIN>123455</pIN>')
  })
})

describe('what keeps it from starting', () => {
  it('is said with the way out', async () => {
    await start()
    const options = testOptions(own, { stateFolder: fresh() })
    const open = (changes: Partial<ServerOptions>) => openUtilityServer({ ...options, ...changes }, { onNotice() {} })
    await expect(open({ port: server.port })).rejects.toThrow(/IEEE2030_5_PORT = \d+: expected a free port. Another/)
    await expect(open({ host: '192.0.2.1' })).rejects.toThrow(
      /IEEE2030_5_HOST = 192.0.2.1: expected an address of this/,
    )
    await expect(open({ certificatesFolder: join(own.root, 'none') })).rejects.toThrow(
      /Run: gridtokenx-sim certificates/,
    )
    writeFileSync(join(own.root, 'bad.json'), '[{"lfdi":"xyz"}]')
    await expect(open({ registryFile: join(own.root, 'bad.json') })).rejects.toThrow(/0\.lfdi: expected an LFDI/)
    // The state was let go by each of them.
    await (await open({})).close()
  })
})
