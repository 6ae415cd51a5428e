import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { AlertRecord } from '../../src/monitoring/alerts/alert-record.ts'
import { isSigned, SECRET, WebhookReceiver } from '../../src/monitoring/webhook/webhook.fixture.ts'
import { freePorts } from '../services/free-ports.ts'
import { START } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { startProgram } from './program.ts'

const METER = 'AMI_METER_UTCC_003'
/** Ten minutes in a second. */
const LIVE = ['run', '--start', START, '--interval', '60', '--speed', '600', '--sinks', 'none']
const PATIENCE_MS = 60_000

const at = (minute: number): string => new Date(Date.parse(START) + minute * 60_000).toISOString()

/** The first event of the topic `alert` that a stream tells. */
async function firstAlert(url: string): Promise<unknown> {
  const { body } = await fetch(`${url}/api/v1/stream?topics=alert&meter_id=${METER}`)
  let text = ''
  const decoder = new TextDecoder()
  for await (const piece of body ?? []) {
    text += decoder.decode(piece as Uint8Array)
    const data = /event: alert\ndata: (.*)\n/.exec(text)?.[1]
    if (data !== undefined) return JSON.parse(data)
  }
  return null
}

it('a meter that falls silent is an alert in file, log, stream, interface and at the webhook, and outlives the program', async () => {
  const folder = temporaryFolder()
  const output = join(folder, 'readings.jsonl')
  const file = join(folder, 'readings.alerts.jsonl')
  const faultsFile = join(folder, 'faults.json')
  const fault = { kind: 'gap', meter_id: METER, from: at(60), until: at(400) }
  writeFileSync(faultsFile, JSON.stringify({ faults: [fault] }))
  const receiver = await WebhookReceiver.open()
  receiver.answers.push(503)
  const [port] = await freePorts(1)
  const env = {
    API_PORT: String(port),
    IEEE2030_5_SERVER: 'off',
    ALERT_WEBHOOK_URL: receiver.url,
    ALERT_WEBHOOK_SECRET: SECRET,
  }
  const url = `http://127.0.0.1:${port}`
  const args = [...LIVE, '--output', output, '--faults', faultsFile]
  const recorded = (): AlertRecord[] =>
    (existsSync(file) ? readFileSync(file, 'utf8') : '')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as AlertRecord)
      .filter(({ rule }) => rule === 'no_data')

  const first = startProgram(args, { env, timeoutMs: 2 * PATIENCE_MS })
  await first.until('the interface', () => (first.stderr + first.stdout).includes(`${url}/docs`), PATIENCE_MS)
  const told = await firstAlert(url)
  const [start] = recorded()
  expect(start).toMatchObject({ event: 'start', subject: METER, start: at(61).replace('.000', '') })
  expect(told).toEqual(start)
  const answer = await fetch(`${url}/api/v1/alerts?meter_id=${METER}&open=true`)
  expect(await answer.json()).toMatchObject({ items: [start], next: null })
  expect(await (await fetch(`${url}/metrics`)).text()).toContain(
    'gridtokenx_alerts_open{rule="no_data",severity="warning"} 1',
  )
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'degraded' })
  await expect.poll(() => receiver.received.length, { timeout: PATIENCE_MS }).toBe(2)
  expect(first.stderr).toContain(`Alert (warning, no_data): ${METER}: no message for`)
  expect(first.stderr + first.stdout).not.toContain(SECRET)
  expect(JSON.stringify(await (await fetch(`${url}/api/v1/settings`)).json())).not.toContain(SECRET)
  first.kill('SIGKILL')
  await first.ended.catch(() => undefined)

  const second = startProgram([...args, '--resume'], { env, timeoutMs: 2 * PATIENCE_MS })
  await expect.poll(() => recorded().length, { timeout: PATIENCE_MS }).toBe(2)
  await expect.poll(() => receiver.received.length, { timeout: PATIENCE_MS }).toBeGreaterThanOrEqual(3)
  second.kill('SIGTERM')
  expect(await second.ended).toMatchObject({ exitCode: 0 })
  const [, end] = recorded()
  expect(end).toMatchObject({ event: 'end', alert_id: start?.alert_id, end: at(401).replace('.000', '') })
  expect(receiver.received.every((message) => isSigned(message))).toBe(true)
  const bodies = receiver.received.map(({ body }) => JSON.parse(body) as { data: unknown })
  expect(bodies.at(0)?.data).toEqual(start)
  expect(bodies.at(-1)?.data).toEqual(end)
}, 240_000)
