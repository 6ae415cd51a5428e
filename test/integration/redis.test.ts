import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from 'redis'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunManifest } from '../../src/journal/run-manifest.ts'
import { REDIS_STREAMS } from '../../src/sinks/redis/redis-keys.ts'
import { redisSink } from '../../src/sinks/redis/redis-sink.ts'
import type { RedisSinkOptions } from '../../src/sinks/redis/redis-sink-options.ts'
import type { Sink, SinkError } from '../../src/sinks/sink.ts'
import { temporaryFolder } from '../program/folder.ts'
import { pause, ROOT } from '../program/program.ts'
import { freePorts } from '../services/free-ports.ts'
import { reasonToSkip } from '../services/obtainable.ts'
import { prepareRedis, RedisServer } from '../services/redis.ts'
import { JournalFeeder, manifest, recordOf } from './journal-feeder.ts'
import { makeJournal } from './make-journal.ts'
import { faultOf, openWhenBack, soon } from './sink-fault.ts'
import { killAndRestart } from './writer-kills.ts'

const KILLS = 8
const METERS = 25
const folder = temporaryFolder()
let server: RedisServer
let journal: JournalFeeder

const missing = reasonToSkip('Redis', prepareRedis)

beforeAll(async () => {
  if (missing !== null) return
  await makeJournal(folder, 4)
  journal = new JournalFeeder(folder, REDIS_STREAMS)
  server = await RedisServer.start()
})
beforeEach(({ skip }) => {
  if (missing !== null) skip(missing)
})
afterAll(async () => {
  if (missing === null) await server.dispose()
})

function sinkFor(changes: Partial<RedisSinkOptions> = {}): Sink {
  return redisSink({ redisUrl: server.url(), redisKeyPrefix: 't:', redisStreamLength: 1_000_000, ...changes })
}

/** A run whose meters are as many as the campus has. */
function run(runId = 'run-1'): RunManifest {
  const readings = journal.lines('readings').slice(0, METERS)
  const meters = readings.map((line) => {
    const { meter_id, meter_type, user_type, location } = recordOf(line)
    const who = { meter_id: String(meter_id), meter_type: String(meter_type), user_type: String(user_type) }
    const nothing = { building: null, zone: null, pv_capacity_kw: 0, battery_capacity_kwh: 0 }
    return { ...who, location: String(location), ...nothing }
  })
  return { ...manifest(runId), meters }
}

async function withClient<T>(work: (client: ReturnType<typeof connection>) => Promise<T>): Promise<T> {
  const client = connection()
  await client.connect()
  try {
    return await work(client)
  } finally {
    client.destroy()
  }
}

function connection() {
  return createClient({ url: server.url() })
}

/** Says where they begin to differ; a list of all of them helps nobody. */
function expectSame(seen: readonly string[], wanted: readonly string[]): void {
  const at = wanted.findIndex((line, index) => line !== seen[index])
  expect([at, seen[at], seen.length]).toEqual([-1, undefined, wanted.length])
}

/** The readings in the stream, as they came. */
function streamed(key = 't:readings'): Promise<string[]> {
  return withClient(async (client) =>
    ((await client.xRange(key, '-', '+')) ?? []).map(({ message }) => message.reading),
  )
}

function texts(lines: readonly Buffer[]): string[] {
  return lines.map((line) => line.toString())
}

beforeEach(async () => {
  await withClient((client) => client.flushAll())
})

describe('the Redis sink', () => {
  it('publishes and keeps every record once and in order', async () => {
    const heard = new Map<string, string[]>()
    const listener = createClient({ url: server.url() })
    await listener.connect()
    await listener.pSubscribe('t:channel:*', (message, channel) => {
      heard.set(channel, (heard.get(channel) ?? []).concat(message))
    })
    const sink = sinkFor()
    const end = await journal.drain(sink, await sink.open(run(), soon()), 700)
    await sink.close()
    expectSame(await streamed(), texts(journal.lines('readings')))
    for (const stream of REDIS_STREAMS) {
      const wanted = texts(journal.lines(stream))
      await expect.poll(() => heard.get(`t:channel:${stream}`)?.length, { timeout: 20_000 }).toBe(wanted.length)
      expect(heard.get(`t:channel:${stream}`), stream).toEqual(wanted)
    }
    listener.destroy()
    const again = sinkFor()
    expect(await again.open(run(), soon())).toEqual(end)
    expect(await again.open(run('another'), soon())).toEqual(new Map())
    await again.close()
  })

  it('holds the latest of every meter, the campus and the slot', async () => {
    const sink = sinkFor()
    await journal.drain(sink, await sink.open(run(), soon()), 700)
    await sink.close()
    const last = journal.lines('readings').slice(-METERS).map(recordOf)
    const sum = (field: string) => Number(last.reduce((all, reading) => all + Number(reading[field]), 0).toFixed(6))
    await withClient(async (client) => {
      expect(await client.sCard('t:meters')).toBe(METERS)
      for (const reading of last) {
        const held = await client.hGetAll(`t:meter:${String(reading.meter_id)}`)
        const { epoch_ms, ...fields } = held
        expect(epoch_ms).toBe(String(Date.parse(String(reading.timestamp))))
        const wanted = Object.entries(reading).map(([name, value]) => [
          name,
          value === null ? '' : JSON.stringify(value).replaceAll(/^"|"$/g, ''),
        ])
        expect(fields).toEqual(Object.fromEntries(wanted))
      }
      const campus = await client.hGetAll('t:campus')
      expect(campus.timestamp).toBe(last[0].timestamp)
      expect(campus.meters).toBe(String(METERS))
      expect(Number(campus.generation_kwh)).toBe(sum('energy_generated'))
      expect(Number(campus.load_kw)).toBeCloseTo(sum('energy_consumed') * 240, 5)
      expect(Number(campus.battery_kw)).toBeCloseTo((sum('battery_charged') - sum('battery_discharged')) * 240, 5)
      const trades = texts(journal.lines('trades'))
      const slot = recordOf(trades[trades.length - 1]).timestamp
      expect(await client.lRange('t:latest:trades', 0, -1)).toEqual(
        trades.filter((trade) => recordOf(trade).timestamp === slot),
      )
    })
  })

  it('adds up an interval whose readings come in several batches and connections', async () => {
    const sink = sinkFor()
    let cursors = new Map(await sink.open(run(), soon()))
    for (const count of [10, 10, 10]) {
      const batches = new JournalFeeder(folder, ['readings']).next(cursors, count)
      await sink.write(batches, soon())
      await sink.close()
      cursors = new Map(await sink.open(run(), soon()))
    }
    await sink.close()
    const first = journal.lines('readings').slice(0, METERS).map(recordOf)
    const load = first.reduce((sum, { energy_consumed }) => sum + Number(energy_consumed), 0)
    await withClient(async (client) => {
      const campus = await client.hGetAll('t:campus')
      expect(campus).toMatchObject({ timestamp: first[0].timestamp, meters: String(METERS) })
      expect(Number(campus.load_kwh)).toBeCloseTo(load, 6)
    })
  })

  it('bounds the stream of readings', async () => {
    const sink = sinkFor({ redisStreamLength: 1_000 })
    await journal.drain(sink, await sink.open(run(), soon()), 700)
    await sink.close()
    const kept = await streamed()
    expect(kept.length).toBeGreaterThanOrEqual(1_000)
    expect(kept.length).toBeLessThan(1_500)
    expect(kept).toEqual(texts(journal.lines('readings')).slice(-kept.length))
  })

  it('keeps the newer reading when an older run is delivered to the same place', async () => {
    const sink = sinkFor()
    const feeder = new JournalFeeder(folder, ['readings'])
    await feeder.drain(sink, await sink.open(run(), soon()), 2_000)
    await sink.open(run('older'), soon())
    await sink.write(feeder.next(new Map(), METERS), soon())
    await sink.close()
    const newest = recordOf(journal.lines('readings')[journal.lines('readings').length - METERS])
    await withClient(async (client) => {
      expect(await client.hGet(`t:meter:${String(newest.meter_id)}`, 'timestamp')).toBe(newest.timestamp)
      expect(await client.hGet('t:campus', 'timestamp')).toBe(newest.timestamp)
    })
  })

  it('is fenced by a younger simulator, and does not take the run back', async () => {
    const [older, younger] = [sinkFor(), sinkFor()]
    const first = journal.next(await older.open(run(), soon()), 100)
    await older.write(first, soon())
    const cursors = await younger.open(run(), soon())
    expect(cursors).toEqual(new Map(first.map(({ stream, until }) => [stream, until])))
    expect((await faultOf(older.write(journal.next(cursors, 100), soon()))).fault).toBe('fenced')
    expect((await faultOf(older.open(run(), soon()))).fault).toBe('fenced')
    await journal.drain(younger, cursors, 2_000)
    await Promise.all([older.close(), younger.close()])
    expectSame(await streamed(), texts(journal.lines('readings')))
  })

  it(`holds every record once after ${KILLS} kills of the writer`, async () => {
    const held = await killAndRestart('redis-writer.ts', [server.url(), folder, '50'], KILLS, 20_260_303)
    expect(held.length).toBeGreaterThan(KILLS / 2)
    expect(held).toEqual(held.toSorted((a, b) => a - b))
    expect(new Set(held).size).toBeGreaterThan(KILLS / 2)
    expectSame(await streamed('crash:readings'), texts(journal.lines('readings')))
  })

  it('loses nothing when the server is killed while it writes', async () => {
    const sink = sinkFor()
    let kills = 0
    for (let cursors = new Map(await sink.open(run(), soon())); ; ) {
      const killing = kills < 5 ? pause(10 + 30 * kills).then(() => server.kill()) : Promise.resolve()
      try {
        await journal.drain(sink, cursors, 50)
        await killing
        break
      } catch (error) {
        await killing
        kills += 1
        expect(error).toMatchObject({ fault: 'unavailable' })
        expect((await faultOf(sink.open(run(), soon()))).fault).toBe('unavailable')
        await server.restart()
        cursors = new Map(await openWhenBack(sink, run()))
      }
    }
    expect(kills).toBe(5)
    await sink.close()
    expectSame(await streamed(), texts(journal.lines('readings')))
  })

  it('gives up on a frozen server when it is told to, and goes on when it is back', async () => {
    const sink = sinkFor()
    const first = journal.next(await sink.open(run(), soon()), 100)
    await sink.write(first, soon())
    const next = journal.next(new Map(first.map(({ stream, until }) => [stream, until])), 100)
    server.freeze()
    const fault = async (work: Promise<unknown>) => (await faultOf(work)).fault
    expect(await fault(sink.write(next, AbortSignal.timeout(300)))).toBe('unavailable')
    expect(await fault(sink.open(run(), AbortSignal.timeout(300)))).toBe('unavailable')
    await sink.close()
    await expect.poll(() => process.getActiveResourcesInfo()).not.toContain('TCPSocketWrap')
    server.resume()
    await journal.drain(sink, await openWhenBack(sink, run()), 2_000)
    await sink.close()
    expectSame(await streamed(), texts(journal.lines('readings')))
  })
})

describe('a Redis that refuses', () => {
  async function refusal(redisUrl: string): Promise<SinkError> {
    const sink = sinkFor({ redisUrl })
    const error = await faultOf(sink.open(run(), soon()))
    await sink.close()
    return error
  }

  it('says what is wrong with the log-in, without the password', async () => {
    const locked = await RedisServer.start('--requirepass', 'right-one')
    const wrong = await refusal(locked.url(':pa55-w0rd'))
    const none = await refusal(locked.url())
    const right = sinkFor({ redisUrl: locked.url(':right-one') })
    expect(await right.open(run(), soon())).toEqual(new Map())
    await right.close()
    await locked.dispose()
    for (const { fault, message } of [wrong, none]) {
      expect([fault, message]).toEqual(['misconfigured', expect.stringContaining('REDIS_URL')])
      expect(message).not.toContain('pa55-w0rd')
    }
  })

  it('allows what the documentation asks for, and names what it does not allow', async () => {
    const page = readFileSync(join(ROOT, 'docs', 'redis.md'), 'utf8')
    const rights = /^ACL SETUSER (.*)$/m.exec(page)?.[1].replaceAll('gridtokenx:', 't:').split(' ') ?? []
    await withClient((client) => client.sendCommand(['ACL', 'SETUSER', ...rights]))
    const sink = sinkFor({ redisUrl: server.url('simulator:password') })
    await journal.drain(sink, await sink.open(run(), soon()), 2_000)
    await sink.close()
    expectSame(await streamed(), texts(journal.lines('readings')))
    await withClient((client) => client.sendCommand(['ACL', 'SETUSER', 'simulator', '-evalsha']))
    await sink.open(run(), soon())
    const { fault, message } = await faultOf(sink.write(journal.next(new Map(), 1), soon()))
    await sink.close()
    expect([fault, message]).toEqual(['misconfigured', expect.stringContaining('docs/redis.md')])
  })

  it('is a replica', async () => {
    const replica = await RedisServer.start('--replicaof', `127.0.0.1 ${server.port}`)
    const { fault, message } = await refusal(replica.url())
    await replica.dispose()
    expect([fault, message]).toEqual(['misconfigured', expect.stringContaining('replica')])
  })

  it('has no memory left', async () => {
    const small = await RedisServer.start('--maxmemory', '3mb', '--maxmemory-policy', 'noeviction')
    const sink = sinkFor({ redisUrl: small.url() })
    const { fault, message } = await faultOf(sink.open(run(), soon()).then((begin) => journal.drain(sink, begin, 500)))
    await sink.close()
    await small.dispose()
    expect([fault, message]).toEqual(['unavailable', expect.stringContaining('maxmemory')])
  })

  it('would forget how far runs are delivered', async () => {
    const forgetful = await RedisServer.start('--maxmemory', '50mb', '--maxmemory-policy', 'allkeys-lru')
    const { fault, message } = await refusal(forgetful.url())
    await forgetful.dispose()
    expect([fault, message]).toEqual(['misconfigured', expect.stringContaining('allkeys-lru')])
  })

  it('has no database of that number', async () => {
    expect((await refusal(`${server.url()}/99`)).fault).toBe('misconfigured')
  })

  it('is not there', async () => {
    const [port] = await freePorts(1)
    const { fault, message } = await refusal(`redis://127.0.0.1:${port}`)
    expect([fault, message]).toEqual(['unavailable', expect.stringContaining('ECONNREFUSED')])
    expect((await refusal('redis://redis.invalid:6379')).fault).toBe('unavailable')
  })

  it('speaks another protocol', async () => {
    const { fault } = await refusal(`rediss://127.0.0.1:${server.port}`)
    expect(fault).toBe('unavailable')
  })
})
