import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certificatePaths } from '../../src/ieee2030_5/pki/certificate-paths.ts'
import { meterNames } from '../../src/ieee2030_5/pki/list-certificates.ts'
import { clientOf, send, testOptions } from '../../src/ieee2030_5/server/server.fixture.ts'
import type { ServerStatus } from '../../src/ieee2030_5/server/server-status.ts'
import type { UtilityServerThread } from '../../src/ieee2030_5/server/server-thread.ts'
import { temporaryFolder } from '../program/folder.ts'
import { ROOT, runProgram, startProgram, succeed } from '../program/program.ts'
import { freePorts } from '../services/free-ports.ts'

const root = temporaryFolder()
const paths = certificatePaths(join(root, 'certs'))
const START = Date.UTC(2026, 2, 1) / 1000
const HOUR = 3600

/** A thread runs the program as it was built. */
async function startThread(onStatus: (status: ServerStatus) => void, notices: string[]): Promise<UtilityServerThread> {
  const url = pathToFileURL(join(ROOT, 'dist', 'ieee2030_5', 'server', 'server-thread.js')).href
  const { startUtilityServer } = (await import(url)) as typeof import('../../src/ieee2030_5/server/server-thread.ts')
  // Only plain data can be handed to a thread.
  const options = structuredClone(testOptions({ root, paths, remove() {} }))
  const tell = (text: string): void => void notices.push(text)
  return startUtilityServer(options, { onStatus, onNotice: tell, onFailed: tell })
}

const meter = (port: number, index = 0) => ({ ...clientOf(paths.meter(meterNames(paths)[index]), paths), port })

async function timeAt(port: number): Promise<number> {
  const { text } = await send({ ...meter(port), path: '/tm' })
  return Number(/<currentTime>(\d+)/.exec(text)?.[1])
}

beforeAll(() => succeed(['certificates', '--meters', '2', '--certs', paths.folder], { cwd: root }))

describe('a live run with certificates', () => {
  it('has a utility server on its own time', async () => {
    const [port] = await freePorts(1)
    const env = { IEEE2030_5_PORT: String(port) }
    const live = ['--meters', '2', '--start', '2026-03-01T00:00:00Z', '--interval', '60', '--speed', '600']
    const program = startProgram(['run', ...live, '--certs', paths.folder, '--quiet'], { cwd: root, env })
    await expect.poll(() => timeAt(port).catch(() => 0), { timeout: 30_000 }).toBeGreaterThan(START)
    const first = await timeAt(port)
    expect(first).toBeLessThan(START + 10 * HOUR)
    await expect.poll(() => timeAt(port), { timeout: 30_000 }).toBeGreaterThan(first + 600)
    expect((await send({ ...meter(port), path: '/edev?l=1' })).text).toContain('all="1"')
    program.kill('SIGTERM')
    const { exitCode, stderr } = await program.ended
    // On a busy machine ticks may be late, which is an alert.
    const said = stderr.split('\n').filter((line) => line !== '' && !line.includes('Alert ('))
    expect({ exitCode, said }).toEqual({ exitCode: 0, said: [] })
  })

  it('says what is missing when it is to have one without them', async () => {
    const env = { IEEE2030_5_SERVER: 'on' }
    const { exitCode, stderr } = await runProgram(['run', '--certs', 'none', '--quiet', '--output', 'x/y.jsonl'], {
      cwd: root,
      env,
    })
    expect(exitCode).toBe(2)
    expect(stderr).toBe(
      'IEEE 2030.5 server: CERTS_FOLDER = none: expected a folder with the certificate of the server. ' +
        'Run: gridtokenx-sim certificates\n',
    )
  })
})

describe('a server in a thread', () => {
  const notices: string[] = []
  let status: ServerStatus | null = null
  let thread: UtilityServerThread
  let port: number

  beforeAll(async () => {
    thread = await startThread((latest) => {
      status = latest
    }, notices)
    port = await thread.listening
  })
  afterAll(() => thread.close())

  it('does what operators ask for, or says why not', async () => {
    const [, other] = meterNames(paths)
    expect(await thread.operate('devices.list', {})).toHaveLength(2)
    expect((await send({ ...meter(port, 1), path: '/sdev' })).status).toBe(200)
    await thread.operate('devices.enable', { device: other, enabled: false })
    expect((await send({ ...meter(port, 1), path: '/sdev' })).status).toBe(404)
    await expect(thread.operate('devices.enable', { device: 'nobody', enabled: true })).rejects.toMatchObject({
      name: 'OperationError',
      fault: 'missing',
      field: 'device',
    })
  })

  it('tells how it fares', async () => {
    await send({ ...meter(port), path: '/nothing' })
    await expect.poll(() => status?.requests['404'] ?? 0).toBeGreaterThan(0)
    expect(status).toMatchObject({ port, holds: { devices: 2 } })
    expect(thread.status).toBe(status)
  })

  it('has the time it is told', async () => {
    thread.setClock({ anchorWallMs: 0, anchorSimulatedMs: START * 1000, speed: 0 })
    await expect.poll(() => timeAt(port)).toBe(START)
  })

  it('refuses to share its state, with the problem', async () => {
    await expect(startThread(() => undefined, [])).rejects.toMatchObject({
      name: 'UsageError',
      problems: [expect.objectContaining({ expected: 'a state no other server uses' })],
    })
    expect(notices).toEqual([])
  })
})
