import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freePorts } from '../services/free-ports.ts'
import { CAMPUS_METERS, START } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { linesOf } from './journal.ts'
import { pause, startProgram, succeed } from './program.ts'

const TOKEN = 'a-token-given-by-the-test'
const PATIENCE_MS = 60_000
const METER = 'AMI_METER_UTCC_001'
const LIVE = ['run', '--interval', '15', '--sinks', 'none', '--quiet', '--output']

it('a live run is paused, stepped, made to fail, stopped and resumed, and is the batch of what it was told', async () => {
  const folder = temporaryFolder()
  const output = join(folder, 'readings.jsonl')
  const [port] = await freePorts(1)
  const env = { API_PORT: String(port), API_TOKEN: TOKEN, IEEE2030_5_SERVER: 'off' }
  const api = `http://127.0.0.1:${port}/api/v1`
  const ticks = (): number => (existsSync(output) ? Math.floor([...linesOf(output)].length / CAMPUS_METERS) : 0)
  const control = async (action: string, body: object = {}): Promise<Response> =>
    fetch(`${api}/control/${action}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const status = async (): Promise<unknown> => (await fetch(`${api}/status`)).json()

  const first = startProgram([...LIVE, output, '--start', START, '--speed', '150'], { env, timeoutMs: 200_000 })
  await first.until('some ticks', () => ticks() >= 2, PATIENCE_MS)
  expect((await control('step', { ticks: 1 })).status).toBe(409)
  expect(await (await control('pause')).json()).toEqual({ paused: true, speed: 150 })
  // The tick that was being computed is done.
  await pause(200)
  const still = ticks()
  await pause(500)
  expect(ticks()).toBe(still)
  expect(await status()).toMatchObject({ paused: true })
  expect(await (await fetch(`http://127.0.0.1:${port}/health`)).json()).toMatchObject({ paused: true })

  await control('step', { ticks: 3 })
  await first.until('three more ticks', () => ticks() === still + 3, PATIENCE_MS)
  await control('fault', { meter_id: METER, fault: 'gap', duration_seconds: 30 })
  expect((await control('fault', { meter_id: 'AMI_METER_NOBODY', fault: 'gap' })).status).toBe(400)
  await control('speed', { speed: 300 })
  await control('resume')
  await first.until('it goes on', () => ticks() >= still + 6, PATIENCE_MS)
  first.kill('SIGTERM')
  expect(await first.ended).toMatchObject({ exitCode: 0 })
  const faulty = [...linesOf(output)].flatMap((line, i): number[] =>
    line.includes('"quality":"estimated"') ? [i] : [],
  )
  expect(faulty).toEqual([(still + 3) * CAMPUS_METERS, (still + 4) * CAMPUS_METERS])

  // At speed 1 it would first catch up with the present, years away, had nobody changed its pace.
  const stopped = ticks()
  const second = startProgram([...LIVE, output, '--resume'], { env, timeoutMs: 200_000 })
  await second.until('it answers', () => second.hasEnded || existsSync(join(folder, 'readings.lock')), PATIENCE_MS)
  await expect.poll(async () => (await control('pause')).status, { timeout: PATIENCE_MS, interval: 200 }).toBe(200)
  expect(ticks()).toBeLessThanOrEqual(stopped + 1)
  expect(await status()).toMatchObject({ speed: 1, paused: true })
  second.kill('SIGTERM')
  expect(await second.ended).toMatchObject({ exitCode: 0 })

  const again = join(folder, 'again.jsonl')
  const duration = `${ticks() * 15}s`
  const commands = join(folder, 'readings.commands.jsonl')
  const batch = ['run', '--interval', '15', '--quiet', '--start', START, '--duration', duration]
  await succeed([...batch, '--commands', commands, '--output', again])
  expect(readFileSync(again, 'utf8')).toBe(readFileSync(output, 'utf8'))
  const actions = [...linesOf(join(folder, 'readings.control_actions.jsonl'))].map((line): unknown => JSON.parse(line))
  expect(actions).toMatchObject([
    { action: 'step', outcome: 'refused', origin: { source: 'api', address: '127.0.0.1' } },
    { action: 'pause', outcome: 'done' },
    { action: 'step', request: { ticks: 3 }, outcome: 'done' },
    { action: 'fault', request: { meter_id: METER, fault: 'gap' } },
    { action: 'speed', request: { speed: 300 } },
    { action: 'resume' },
    ...actions.slice(6).map(() => ({ action: 'pause' })),
  ])
  expect(JSON.stringify(actions)).not.toContain(TOKEN)
})
