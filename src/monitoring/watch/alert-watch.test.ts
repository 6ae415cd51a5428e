import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { STREAM_BEGIN } from '../../journal/record-stream.ts'
import { INTERVAL_SECONDS, METERS, RunFolder } from '../../run/run-folder.fixture.ts'
import { START_MS } from '../../run/run-inputs.fixture.ts'
import { utcText } from '../../time/utc-text.ts'
import type { AlertRecord } from '../alerts/alert-record.ts'
import { SECRET, WebhookReceiver } from '../webhook/webhook.fixture.ts'
import { AlertWatch, type WatchInputs } from './alert-watch.ts'
import { writeSavedWatch } from './saved-watch.ts'

let folder: RunFolder
let told: AlertRecord[]
let notices: string[]

beforeEach(() => {
  folder = new RunFolder()
  told = []
  notices = []
})

afterEach(() => folder.remove())

const DAY_TICKS = (24 * 3600) / INTERVAL_SECONDS

/** Has the next watch begin with the journal: one that is new begins where that ends. */
function fromTheBeginning(): Promise<void> {
  const memory = { states: [], levels: {} }
  const point = { readings: STREAM_BEGIN, marketSlots: STREAM_BEGIN, alertsLength: 0, memory }
  return writeSavedWatch(join(folder.path, 'r.alerts.json'), 'run', { point, webhookUntil: null })
}

/** The journal of a day in which nothing came of a meter between two ticks, the last one included. */
async function silentDay(first: number, last: number): Promise<void> {
  await folder.batch(DAY_TICKS, { marketMechanism: 'none' })
  const lines = readFileSync(folder.output, 'utf8').split('\n')
  for (let tick = first; tick <= last; tick++) {
    const place = (tick - 1) * METERS + 2
    const reading = JSON.parse(lines[place]) as Record<string, unknown>
    lines[place] = JSON.stringify({ ...reading, quality: 'estimated', quality_reasons: ['missing'] })
  }
  writeFileSync(folder.output, lines.join('\n'))
  await fromTheBeginning()
}

function inputs(changes: Partial<WatchInputs> = {}): WatchInputs {
  const { fleet, site } = folder.inputs()
  return {
    campus: {
      name: site.name,
      intervalMs: INTERVAL_SECONDS * 1000,
      startMs: START_MS,
      nominalVoltageV: site.nominalVoltageV,
      currency: 'THB',
    },
    meters: Array.from({ length: METERS }, (_, index) => fleet.meter(index)),
    outputFile: folder.output,
    runId: 'run',
    webhook: null,
    ...changes,
  }
}

/** Judges what there is of the journal, from where the last one stopped. */
async function watch(changes: Partial<WatchInputs> = {}, isDone = isJudgedTo(DAY_TICKS)): Promise<void> {
  const one = new AlertWatch(inputs(changes), {
    wallMs: () => START_MS,
    jitter: () => 0,
    sleep: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    onNotice: (text) => notices.push(text),
    onRecords: (records) => told.push(...records),
  })
  one.start()
  await expect.poll(() => isDone(one), { timeout: 20_000 }).toBe(true)
  await one.close()
}

function isJudgedTo(tick: number): (one: AlertWatch) => boolean {
  return ({ judgedMs }) => judgedMs === START_MS + tick * INTERVAL_SECONDS * 1000
}

const recorded = (): AlertRecord[] =>
  readFileSync(join(folder.path, 'r.alerts.jsonl'), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as AlertRecord)

/** Cuts the journal back, as if the run had been stopped there. */
function cutTo(ticks: number): () => void {
  const whole = readFileSync(folder.output, 'utf8')
  const lines = whole.split('\n')
  writeFileSync(folder.output, `${lines.slice(0, ticks * METERS).join('\n')}\n`)
  return () => writeFileSync(folder.output, whole)
}

describe('a day that was watched', () => {
  it('has the alerts of its faults and no other', async () => {
    await silentDay(32, 43)
    await watch()
    expect(recorded().map(({ event, rule, subject }) => [event, rule, subject])).toEqual([
      ['start', 'no_data', folder.inputs().fleet.meter(2).meterId],
      ['end', 'no_data', folder.inputs().fleet.meter(2).meterId],
    ])
    expect(told).toEqual(recorded())
    expect(notices).toHaveLength(2)
  })

  it.each<[string, [number, number, number, number, number]]>([
    ['clear', [1, 0, 0, 0, 0]],
    ['rainy', [0, 0, 0, 0, 1]],
  ])('has none where nothing is wrong, when it is %s', async (_, weatherWeights) => {
    await folder.batch(DAY_TICKS, { weatherWeights })
    await fromTheBeginning()
    await watch()
    expect(recorded()).toEqual([])
  })
})

describe('a watch that is taken up again', () => {
  it('where there is a journal and nothing remembered begins with its end', async () => {
    await silentDay(32, 43)
    rmSync(join(folder.path, 'r.alerts.json'))
    const restore = cutTo(40)
    await watch({}, () => existsSync(join(folder.path, 'r.alerts.jsonl')))
    restore()
    await watch()
    // Of twelve silent intervals the last three are judged.
    const start = utcText(START_MS + 41 * INTERVAL_SECONDS * 1000)
    expect(recorded().map((record) => [record.event, record.start])).toEqual([
      ['start', start],
      ['end', start],
    ])
  })

  it.each([30, 33, 34, 43, 44])('after %i ticks finds what one without a stop finds', async (ticks) => {
    await silentDay(32, 43)
    const restore = cutTo(ticks)
    await watch({}, isJudgedTo(ticks))
    restore()
    await watch()
    expect(new Set(recorded().map(({ alert_id }) => alert_id)).size).toBe(1)
    expect(recorded().map(({ event }) => event)).toEqual(['start', 'end'])
  })

  it('judges again from before what it recorded, and records nothing twice', async () => {
    await silentDay(32, 43)
    const restore = cutTo(30)
    await watch({}, isJudgedTo(30))
    const before = readFileSync(join(folder.path, 'r.alerts.json'))
    restore()
    await watch()
    const first = recorded()
    // As a process that was killed before it could write how far it had come.
    writeFileSync(join(folder.path, 'r.alerts.json'), before)
    await watch()
    expect(recorded()).toEqual(first)
  })

  it('goes on behind a torn line', async () => {
    await silentDay(32, 43)
    const restore = cutTo(40)
    await watch({}, isJudgedTo(40))
    writeFileSync(join(folder.path, 'r.alerts.jsonl'), '{"timestamp":"2025-', { flag: 'a' })
    restore()
    await watch()
    expect(recorded().map(({ event }) => event)).toEqual(['start', 'end'])
  })

  it('tells the webhook what an earlier one could not', async () => {
    const receiver = await WebhookReceiver.open()
    await silentDay(32, 43)
    await watch({ webhook: { url: 'http://127.0.0.1:1/', secret: SECRET } })
    expect(notices.at(-1)).toBe('The webhook lacks 2 messages of alerts; the next start goes on there.')
    const webhook = { url: receiver.url, secret: SECRET }
    await watch({ webhook }, () => receiver.received.length === 2)
    expect(receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual([
      'alert.start',
      'alert.end',
    ])
  })
})
