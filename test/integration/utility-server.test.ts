import { writeFileSync } from 'node:fs'
import type { RequestOptions } from 'node:https'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type CertificatePaths,
  certificatePaths,
  type IdentityPaths,
} from '../../src/ieee2030_5/pki/certificate-paths.ts'
import { meterNames } from '../../src/ieee2030_5/pki/list-certificates.ts'
import { clientOf, send, sendDocument } from '../../src/ieee2030_5/server/server.fixture.ts'
import { temporaryFolder } from '../program/folder.ts'
import { type Program, runProgram, startProgram, succeed } from '../program/program.ts'
import { mountSmallDisk } from '../program/small-disk.ts'
import { freePorts } from '../services/free-ports.ts'
import { curlClient, opensslCertificate, opensslClient, WITHOUT_CLIENTS } from './foreign-clients.ts'

const TLS_1_2 = ['-tls1_2']
const CCM8 = ['-cipher', 'ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0']
const ANY_CIPHER = ['-cipher', 'ALL:@SECLEVEL=0']

const folder = temporaryFolder()
let paths: CertificatePaths
let foreign: CertificatePaths
let meter: IdentityPaths
let port: number
let doorPort: number
let server: Program

const event = (id: number) =>
  `<LogEvent xmlns="urn:ieee:std:2030.5:ns"><createdDateTime>${id}</createdDateTime><functionSet>0</functionSet>` +
  `<logEventCode>0</logEventCode><logEventID>${id}</logEventID><logEventPEN>0</logEventPEN><profileID>0</profileID></LogEvent>`

async function start(): Promise<void> {
  server = startProgram(['server', '--certs', paths.folder, '--output', join(folder, 'data', 'readings.jsonl')], {
    cwd: folder,
    env: { IEEE2030_5_PORT: String(port), API_PORT: String(doorPort) },
    timeoutMs: 500_000,
  })
  await server.until('it listened', () => server.stdout.includes('IEEE 2030.5 server on https://'))
}

beforeAll(async () => {
  paths = certificatePaths(join(folder, 'certs'))
  foreign = certificatePaths(join(folder, 'foreign'))
  await succeed(['certificates', '--meters', '2', '--certs', paths.folder], { cwd: folder })
  await succeed(['certificates', '--meters', '1', '--certs', foreign.folder], { cwd: folder })
  meter = paths.meter(meterNames(paths)[0])
  ;[port, doorPort] = await freePorts(2)
  await start()
})
afterAll(async () => {
  server.kill('SIGTERM')
  await server.ended
})

/** The server has said why in its log, which does not say the same again at once. */
async function toldOf(reason: RegExp, action: () => Promise<string>): Promise<string> {
  const output = await action()
  await server.until(`it told of ${reason}`, () => reason.test(server.stderr))
  return output
}

describe.skipIf(WITHOUT_CLIENTS !== '')(`foreign clients${WITHOUT_CLIENTS}`, () => {
  it('are answered with the cipher suite of the standard', async () => {
    const output = await opensslClient(port, meter, [...TLS_1_2, ...CCM8])
    expect(output).toContain('Cipher    : ECDHE-ECDSA-AES128-CCM8')
    expect(output).toContain('HTTP/1.1 200 OK')
    expect(output).toMatch(/<Time xmlns="urn:ieee:std:2030.5:ns".*<currentTime>\d+<\/currentTime>/)
  })

  it('may use certificates that somebody else has made in the same way', async () => {
    const device = opensslCertificate(folder, paths, { name: 'theirs' })
    expect(await opensslClient(port, device, [...TLS_1_2, ...CCM8])).toContain('HTTP/1.1 200 OK')
  })

  it.each([
    ['TLS 1.0', ['-tls1', ...ANY_CIPHER], /offers no TLS 1.2/],
    ['TLS 1.1', ['-tls1_1', ...ANY_CIPHER], /offers no TLS 1.2/],
    ['TLS 1.3', ['-tls1_3'], /offers no TLS 1.2/],
    ['AES-GCM', [...TLS_1_2, '-cipher', 'ECDHE-ECDSA-AES128-GCM-SHA256'], /no shared cipher/],
    ['RSA', [...TLS_1_2, '-cipher', 'AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0'], /no shared cipher/],
    ['another curve', [...TLS_1_2, ...CCM8, '-groups', 'X25519'], /no shared cipher/],
  ] as const)('are refused with %s, and the log says why', async (_what, args, reason) => {
    expect(await toldOf(reason, () => opensslClient(port, meter, args))).not.toContain('HTTP/1.1 200')
  })

  it('are refused without a certificate', async () => {
    const output = await toldOf(/has no certificate/, () => opensslClient(port, null, [...TLS_1_2, ...CCM8]))
    expect(output).not.toContain('HTTP/1.1 200')
  })

  it.each([
    ['of another authority', () => foreign.meter(meterNames(foreign)[0]), /unknown CA/],
    [
      'that has expired',
      () => opensslCertificate(folder, paths, { name: 'expired', notAfter: '20210101000000Z' }),
      /has expired/,
    ],
    [
      'with another policy',
      () => opensslCertificate(folder, paths, { name: 'policy', policy: '1.2.3.4' }),
      /certificatePolicies are 1\.2\.3\.4/,
    ],
    ['with an RSA key', () => opensslCertificate(folder, paths, { name: 'rsa', key: 'rsa' }), /the key is rsa/],
  ] as const)('are refused with a certificate %s', async (_what, identity, reason) => {
    const output = await toldOf(reason, () => opensslClient(port, identity(), [...TLS_1_2, ...CCM8]))
    expect(output).not.toContain('HTTP/1.1 200')
  })

  it('read, create and delete with curl', async () => {
    expect(await curlClient(port, '/edev?l=5', meter, paths)).toMatch(/HTTP\/1\.1 200 OK.*<EndDeviceList .*all="1"/s)
    const file = join(folder, 'event.xml')
    writeFileSync(file, event(7))
    const post = ['-X', 'POST', '-H', 'Content-Type: application/sep+xml', '--data-binary', `@${file}`]
    const created = await curlClient(port, '/edev/1/lel', meter, paths, post)
    expect(created).toMatch(/HTTP\/1\.1 201 Created.*Location: \/edev\/1\/lel\/\d+.*Content-Length: 0/s)
    const [, address] = /Location: (\S+)/.exec(created) ?? []
    expect(await curlClient(port, address, meter, paths)).toContain('<logEventID>7</logEventID>')
    expect(await curlClient(port, address, meter, paths, ['-X', 'DELETE'])).toMatch(/HTTP\/1\.1 204 No Content/)
    expect(await curlClient(port, address, meter, paths, ['-I'])).toMatch(/HTTP\/1\.1 404/)
  })
})

describe('a server that is killed', () => {
  it('has all it was told and has answered, and goes on', async () => {
    const answered: string[] = []
    for (let round = 0; round < 3; round++) {
      const client = {
        ...clientOf(meter, paths),
        port,
        path: '/edev/1/lel',
        headers: { 'Content-Type': 'application/sep+xml' },
      }
      let isKilled = false
      const post = async (): Promise<void> => {
        while (!isKilled) {
          try {
            const { headers, status } = await send({ ...client, method: 'POST' }, event(answered.length))
            if (status === 201) answered.push(String(headers.location))
          } catch {
            // It was killed before it answered: nobody was told.
          }
        }
      }
      const posting = post()
      const before = answered.length
      await server.until('it had answered some', () => answered.length >= before + 20 + 7 * round)
      server.kill('SIGKILL')
      isKilled = true
      await Promise.all([posting, server.ended])
      await start()
      const reader = { ...clientOf(meter, paths), port }
      // It keeps the last hundred.
      for (const path of answered.slice(-90)) {
        expect([path, (await send({ ...reader, path })).status]).toEqual([path, 200])
      }
    }
    expect(new Set(answered).size).toBe(answered.length)
  })
})

describe('operators of a server that runs alone', () => {
  const output = ['--output', join(folder, 'data', 'readings.jsonl')]
  const utility = (...args: string[]) =>
    runProgram(['utility', ...args, ...output], { cwd: folder, env: { API_PORT: String(doorPort) } })
  const path = '/api/v1/ieee2030_5/operations/rates.set'
  const set = (headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${doorPort}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"pollRateSeconds":60}',
    })

  it('drive it with the command, by the token it has made', async () => {
    const listed = await utility('devices.list')
    expect(JSON.parse(listed.stdout)).toHaveLength(2)
    const made = await utility('programs.create', 'kind=der', 'primacy=10', 'assignedTo=all')
    expect(JSON.parse(made.stdout)).toMatchObject({ program: '/derp/1', devices: 2 })
    const { status, text } = await send({ ...clientOf(meter, paths), port, path: '/derp/1' })
    expect([status, text]).toEqual([200, expect.stringContaining('<primacy>10</primacy>')])
    const refused = await utility('programs.delete', 'program=/derp/9')
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' })
  })

  it('are not let in without it, and find nothing of a campus there', async () => {
    expect((await set({})).status).toBe(401)
    expect((await set({ authorization: 'Bearer not-the-token-at-all' })).status).toBe(401)
    const there = await fetch(`http://127.0.0.1:${doorPort}/api/v1/ieee2030_5`)
    expect(await there.json()).toMatchObject({ server: { port }, clients: null })
    for (const address of ['/', '/api/v1/meters', '/metrics']) {
      expect((await fetch(`http://127.0.0.1:${doorPort}${address}`)).status, address).toBe(404)
    }
  })

  it('find the port taken in one line, and nothing is left listening', async () => {
    const [other] = await freePorts(1)
    const env = { IEEE2030_5_PORT: String(other), API_PORT: String(doorPort), IEEE2030_5_STATE_FOLDER: 'other' }
    const { exitCode, stderr } = await runProgram(['server', '--certs', paths.folder, ...output], { cwd: folder, env })
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(
      /^environment: API_PORT = \d+: expected a port of 127\.0\.0\.1 that is free\. .*NO_SERVER=true/,
    )
  })
})

const disk = await mountSmallDisk('192k')

describe.skipIf(typeof disk === 'string')(`a full disk${typeof disk === 'string' ? ` (skipped: ${disk})` : ''}`, () => {
  it('is told to whoever posts, and what was answered is there afterwards', async () => {
    if (typeof disk === 'string') return
    const [diskPort] = await freePorts(1)
    const startThere = async (): Promise<Program> => {
      const there = startProgram(['server', '--certs', paths.folder], {
        cwd: folder,
        env: {
          IEEE2030_5_PORT: String(diskPort),
          IEEE2030_5_STATE_FOLDER: join(disk.folder, 'state'),
          NO_SERVER: 'true',
        },
        through: disk.through,
        timeoutMs: 300_000,
      })
      await there.until('it listened', () => there.stdout.includes('IEEE 2030.5 server on https://'))
      return there
    }
    const clientThere = () => ({ ...clientOf(meter, paths), port: diskPort })
    const answered: string[] = []
    const post = async (client: RequestOptions): Promise<number> => {
      const { status, headers } = await sendDocument(client, 'POST', '/edev/1/lel', event(answered.length % 60_000))
      if (status === 201) answered.push(String(headers.location))
      return status
    }
    let there = await startThere()
    const client = clientThere()
    let status = 201
    while (status === 201) status = await post(client)
    expect(status).toBe(503)
    expect(await post(client)).toBe(503)
    expect((await send({ ...client, path: '/tm' })).status).toBe(200)
    expect(there.stderr).toContain('the disk takes nothing: ENOSPC')
    await disk.remount('size=8m')
    expect(await post(client)).toBe(201)
    there.kill('SIGKILL')
    await there.ended
    there = await startThere()
    const again = clientThere()
    for (const path of answered.slice(-50)) {
      expect([path, (await send({ ...again, path })).status]).toEqual([path, 200])
    }
    there.kill('SIGTERM')
    await there.ended
    await disk.unmount()
  })
})
