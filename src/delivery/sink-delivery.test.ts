import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SinkError } from '../sinks/sink.ts'
import { Delivery } from './delivery.ts'
import { MemorySink, RUN } from './sink.fixture.ts'
import type { DeliveryClock } from './sink-delivery.ts'
import type { SinkStatus } from './sink-status.ts'

let folder: string
let output: string
let sink: MemorySink
let notices: string[]
let fenced: string[]
let nowMs: number

/** A clock on which waiting takes no time but its own. */
const clock: DeliveryClock = {
  wallMs: () => nowMs,
  jitter: () => 1,
  async sleep(delayMs, signal) {
    if (!signal.aborted) {
      nowMs += delayMs
      await turn()
    }
  },
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sink-delivery-'))
  output = join(folder, 'meter_readings.jsonl')
  sink = new MemorySink()
  notices = []
  fenced = []
  nowMs = 0
})

afterEach(() => rmSync(folder, { recursive: true }))

const line = (k: number): string => `{"timestamp":"2026-01-01T00:00:${String(k).padStart(2, '0')}Z","meter_id":"M${k}"}`
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => `${line(from + i)}\n`).join('')

function open(): Delivery {
  return new Delivery({
    sinks: [sink],
    run: RUN,
    outputFile: output,
    clock,
    onNotice: (text) => notices.push(text),
    onFenced: (text) => fenced.push(text),
  })
}

async function deliver(): Promise<SinkStatus | undefined> {
  const delivery = open()
  expect(await delivery.connect()).toEqual([])
  delivery.start()
  const [status] = await delivery.finish(Number.POSITIVE_INFINITY)
  expect(status).toMatchObject({ state: 'done', behindBytes: 0, lastError: null })
  await delivery.close()
  return status
}

/** Fails the first calls of a kind with a fault. */
function failing(call: 'open' | 'write', times: number, fault: SinkError = new SinkError('unavailable', 'gone')): void {
  let left = times
  sink.before = (now) => (now === call && left-- > 0 ? Promise.reject(fault) : Promise.resolve())
}

describe('Delivery', () => {
  it('delivers every stream and ends when all is delivered', async () => {
    writeFileSync(output, lines(0, 5))
    writeFileSync(join(folder, 'trades.jsonl'), lines(5, 8))
    await deliver()
    expect(sink.texts.toSorted()).toEqual(lines(0, 8).trim().split('\n'))
    expect(notices).toEqual([])
  })

  it('goes on from the cursors of the destination', async () => {
    writeFileSync(output, lines(0, 3))
    await deliver()
    appendFileSync(output, lines(3, 7))
    await deliver()
    expect(sink.texts.join('\n')).toBe(lines(0, 7).trim())
  })

  it('delivers what is written meanwhile as soon as it is woken', async () => {
    writeFileSync(output, lines(0, 1))
    const delivery = open()
    await delivery.connect()
    delivery.start()
    for (let k = 1; k < 6; k++) {
      while (sink.texts.length < k) await turn()
      appendFileSync(output, lines(k, k + 1))
      delivery.wake()
    }
    await delivery.finish(Number.POSITIVE_INFINITY)
    await delivery.close()
    expect(sink.texts).toHaveLength(6)
  })

  it('tries again with growing pauses, says so once, and tells when it works again', async () => {
    writeFileSync(output, lines(0, 5))
    failing('write', 4)
    // What was told before counts on, though none is left in a row.
    expect(await deliver()).toMatchObject({ failures: 0, errors: 4, retries: 4, readings: 5, records: 5 })
    expect(sink.texts.join('\n')).toBe(lines(0, 5).trim())
    expect(sink.opened).toBe(5)
    expect(notices).toEqual([
      'memory: gone. It is tried again; the journal keeps what it lacks',
      expect.stringMatching(/^memory: takes records again after \d+ s$/),
    ])
    // 250 ms + 500 ms + 1 s + 2 s of pauses at least.
    expect(nowMs).toBeGreaterThanOrEqual(3750)
  })

  it('starts without a destination that is not there', async () => {
    writeFileSync(output, lines(0, 2))
    failing('open', 3)
    await deliver()
    expect(notices[0]).toBe('memory: gone. The run goes on without it; the journal keeps what it lacks')
    expect(sink.texts).toHaveLength(2)
  })

  it('refuses to start with a destination that refuses', async () => {
    failing('open', 1, new SinkError('misconfigured', 'wrong password'))
    const delivery = open()
    expect(await delivery.connect()).toEqual(['memory: wrong password'])
    await delivery.close()
  })

  it('opens the circuit after several failures and tells what is missing', async () => {
    writeFileSync(output, lines(0, 5))
    failing('write', 1000)
    const delivery = open()
    await delivery.connect()
    delivery.start()
    // Files take their own time, however far the clock of the test goes on meanwhile.
    while ((await delivery.status())[0].failures < 5) await turn()
    const [status] = await delivery.finish(60_000)
    expect(status).toMatchObject({
      state: 'suspended',
      behindBytes: lines(0, 5).length,
      lastError: 'gone',
      delivered: 0,
    })
    expect(status?.failures).toBeGreaterThanOrEqual(5)
    await delivery.close()
  })

  it('gives up waiting for an answer that never comes', async () => {
    writeFileSync(output, lines(0, 5))
    let hangs = true
    sink.before = (call, signal) =>
      call === 'write' && hangs
        ? new Promise((_resolve, reject) => {
            hangs = false
            signal.addEventListener('abort', () => reject(new Error('connection destroyed')))
          })
        : Promise.resolve()
    const delivery = open()
    await delivery.connect()
    delivery.start()
    while (hangs) await turn()
    // What the time limit would do a minute later.
    await delivery.close()
    expect(sink.closed).toBeGreaterThan(0)
    await deliver()
    expect(sink.texts.join('\n')).toBe(lines(0, 5).trim())
  })

  it('ends when a younger simulator has taken over', async () => {
    writeFileSync(output, lines(0, 5))
    failing('write', 1, new SinkError('fenced', 'another simulator delivers this run now'))
    const delivery = open()
    await delivery.connect()
    delivery.start()
    await delivery.finish(Number.POSITIVE_INFINITY)
    expect(fenced).toEqual(['another simulator delivers this run now'])
    expect(sink.texts).toEqual([])
    await delivery.close()
  })

  it('stops before damage, with its place', async () => {
    writeFileSync(output, `${lines(0, 3)}{"timest\0\0\0\n${lines(4, 6)}`)
    const delivery = open()
    await delivery.connect()
    delivery.start()
    const [status] = await delivery.finish(Number.POSITIVE_INFINITY)
    await delivery.close()
    expect(sink.texts.join('\n')).toBe(lines(0, 3).trim())
    expect(status?.state).toBe('failed')
    expect(status?.lastError).toContain(`${output}, byte ${lines(0, 3).length}: `)
  })

  it('delivers each record once, whichever calls fail, and however late', async () => {
    const fault = fc.constantFrom('none', 'before', 'after')
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 30 }), fc.integer({ min: 0, max: 40 }), async (faults, count) => {
        sink = new MemorySink({ records: 3, bytes: 1000 })
        writeFileSync(output, lines(0, count))
        const plan = [...faults]
        let now: string | undefined
        sink.before = (call) => {
          now = plan.shift()
          return now === 'before' || (now === 'after' && call === 'open')
            ? Promise.reject(new SinkError('unavailable', 'gone'))
            : Promise.resolve()
        }
        sink.afterWrite = () => {
          if (now === 'after') throw new SinkError('unavailable', 'the answer was lost')
        }
        await deliver()
        expect(sink.texts.join('\n')).toBe(lines(0, count).trim())
      }),
      { numRuns: 50 },
    )
  })
})
