import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { freePorts } from '../services/free-ports.ts'
import { START } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { type Program, type ProgramOptions, startProgram } from './program.ts'

const LIVE = ['run', '--start', START, '--interval', '15', '--speed', '150', '--sinks', 'none', '--output']

interface LiveRun {
  readonly program: Program
  readonly url: string
  readonly tokenFile: string
}

/** A live run that has its HTTP interface on a port of its own, after its first ticks. */
async function startLive(env: ProgramOptions['env'] = {}): Promise<LiveRun> {
  const folder = temporaryFolder()
  const [port] = await freePorts(1)
  const program = startProgram([...LIVE, join(folder, 'readings.jsonl')], {
    env: { API_PORT: String(port), ...env },
  })
  await program.until('the first tick', () => program.stderr.includes('"tick":') || program.stdout.includes('"tick":'))
  return { program, url: `http://127.0.0.1:${port}`, tokenFile: join(folder, 'api-token') }
}

async function stop(program: Program): Promise<void> {
  program.kill('SIGTERM')
  expect(await program.ended).toMatchObject({ exitCode: 0 })
}

describe('a live run', () => {
  it('answers while it goes, and says where', async () => {
    const { program, url } = await startLive()
    const ask = async (): Promise<unknown> => (await fetch(`${url}/api/v1/status`)).json()
    expect(await ask()).toMatchObject({ state: 'live', meters: 25, interval_seconds: 15, speed: 150 })
    expect(program.stderr + program.stdout).toContain(`${url}/docs`)
    const document: unknown = await (await fetch(`${url}/api/v1/openapi.json`)).json()
    expect(document).toEqual(JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')))
    await stop(program)
    await expect(fetch(url)).rejects.toThrow('fetch failed')
  })

  it('makes a token that only its owner can read, shows it once and keeps it', async () => {
    const folder = temporaryFolder()
    const output = join(folder, 'readings.jsonl')
    const [port] = await freePorts(1)
    const env = { API_PORT: String(port) }
    const first = startProgram([...LIVE, output], { env })
    await first.until('the token', () => existsSync(join(folder, 'api-token')))
    await first.until('the first tick', () => (first.stderr + first.stdout).includes('"tick":'))
    await stop(first)
    const token = readFileSync(join(folder, 'api-token'), 'utf8').trim()
    expect(statSync(join(folder, 'api-token')).mode & 0o777).toBe(0o600)
    expect(token.length).toBeGreaterThan(40)
    expect((first.stderr + first.stdout).split(token)).toHaveLength(2)
    const second = startProgram([...LIVE, output, '--fresh'], { env })
    await second.until('the first tick', () => (second.stderr + second.stdout).includes('"tick":'))
    await stop(second)
    expect(second.stderr + second.stdout).not.toContain(token)
    expect(readFileSync(join(folder, 'api-token'), 'utf8').trim()).toBe(token)
  })

  it('takes the token it is given, and never tells it', async () => {
    const token = 'a-token-given-by-the-test'
    const { program, url, tokenFile } = await startLive({ API_HOST: '0.0.0.0', API_TOKEN: token })
    expect((await fetch(`${url}/api/v1/status`)).status).toBe(401)
    const headers = { authorization: `Bearer ${token}` }
    for (const path of ['/api/v1/status', '/api/v1/settings', '/metrics', '/docs']) {
      const response = await fetch(`${url}${path}`, { headers })
      expect(response.status).toBe(200)
      expect(await response.text()).not.toContain(token)
    }
    await stop(program)
    expect(program.stderr + program.stdout).not.toContain(token)
    expect(existsSync(tokenFile)).toBe(false)
  })

  it('is refused when the port is taken, before anything is written', async () => {
    const [port] = await freePorts(1)
    const holder = createServer().listen(port, '127.0.0.1')
    onTestFinished(() => void holder.close())
    const folder = temporaryFolder()
    const program = startProgram([...LIVE, join(folder, 'readings.jsonl')], { env: { API_PORT: String(port) } })
    const { exitCode, stdout, stderr } = await program.ended
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toContain(`environment: API_PORT = ${port}: expected a port of 127.0.0.1 that is free`)
    if (process.platform === 'linux') expect(stderr).toContain(`process ${process.pid}`)
    expect(existsSync(join(folder, 'readings.jsonl'))).toBe(false)
    expect(existsSync(join(folder, 'api-token'))).toBe(false)
  })
})

describe('the port of the metrics', () => {
  it('has them alone while the run goes', async () => {
    const [port] = await freePorts(1)
    const { program, url } = await startLive({ METRICS_PORT: String(port) })
    const read = async (from: string): Promise<string> => (await fetch(`${from}/metrics`)).text()
    await expect
      .poll(() => read(`http://127.0.0.1:${port}`))
      .toContain('gridtokenx_event_loop_delay_seconds_count{thread="run"}')
    const [alone, beside] = [await read(`http://127.0.0.1:${port}`), await read(url)]
    const ticks = (text: string): number => Number(/^gridtokenx_tick_duration_seconds_count (\d+)$/m.exec(text)?.[1])
    expect(ticks(alone)).toBeGreaterThan(0)
    expect(ticks(beside)).toBeGreaterThanOrEqual(ticks(alone))
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/status`)).status).toBe(404)
    await stop(program)
  })

  it('is refused when it is taken, before anything is written', async () => {
    const [api, port] = await freePorts(2)
    const holder = createServer().listen(port, '127.0.0.1')
    onTestFinished(() => void holder.close())
    const folder = temporaryFolder()
    const env = { API_PORT: String(api), METRICS_PORT: String(port) }
    const program = startProgram([...LIVE, join(folder, 'readings.jsonl')], { env })
    const { exitCode, stdout, stderr } = await program.ended
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toContain(`environment: METRICS_PORT = ${port}: expected a port of 127.0.0.1 that is free`)
    expect(existsSync(join(folder, 'readings.jsonl'))).toBe(false)
  })
})

describe('a live run with a database of its own', () => {
  it('tells history, and streams what it records', async () => {
    const folder = temporaryFolder()
    const [port] = await freePorts(1)
    const url = `http://127.0.0.1:${port}`
    const output = join(folder, 'readings.jsonl')
    const args = [...LIVE, output].filter((arg) => arg !== '--sinks' && arg !== 'none')
    const program = startProgram(args, { env: { API_PORT: String(port) }, timeoutMs: 120_000 })
    await program.until('the first tick', () => program.stderr.includes('"tick":'), 60_000)
    const stream = await fetch(`${url}/api/v1/stream?topics=market,trade`)
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    let told = ''
    // A slot of a quarter of an hour takes six seconds at this speed.
    while (!told.includes('event: market')) told += (await reader?.read())?.value ?? ''
    const slot: unknown = JSON.parse(/event: market\ndata: (.*)\n/.exec(told)?.[1] ?? '')
    const ask = async (path: string): Promise<{ items: unknown[] }> => {
      const response = await fetch(`${url}/api/v1/${path}`)
      const answer: { items?: unknown[] } = JSON.parse(await response.text())
      return { items: answer.items ?? [] }
    }
    // The store is filled beside the run.
    let slots: unknown[] = []
    const readings = 'meters/AMI_METER_UTCC_001/readings?limit=1000'
    let history: unknown[] = []
    await expect
      .poll(
        async () => {
          slots = (await ask('market/slots?order=oldest')).items
          history = (await ask(readings)).items
          return slots.length > 0 && history.length >= 60
        },
        { timeout: 60_000 },
      )
      .toBe(true)
    expect(slots[0]).toEqual(slot)
    const first = readFileSync(output, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"AMI_METER_UTCC_001"'))
      .slice(0, history.length)
      .map((line): unknown => JSON.parse(line))
    expect(history).toEqual(first)
    expect((await fetch(`${url}/health`)).status).toBe(200)
    await reader?.cancel()
    await stop(program)
  })
})

describe('nothing listens', () => {
  it.each([
    ['with --no-server', ['--no-server']],
    ['in a batch', ['--duration', '1d']],
  ])('%s', async (_what, flags) => {
    const folder = temporaryFolder()
    const [port] = await freePorts(1)
    const program = startProgram([...LIVE, join(folder, 'readings.jsonl'), ...flags], {
      env: { API_PORT: String(port) },
    })
    await program.until('readings', () => existsSync(join(folder, 'readings.jsonl')))
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed')
    program.kill('SIGTERM')
    expect(await program.ended).toMatchObject({ exitCode: 0 })
    expect(existsSync(join(folder, 'api-token'))).toBe(false)
  })
})
