import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Admin, ConfigResourceTypes } from '@platformatic/kafka'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { STREAM_BEGIN } from '../../src/journal/record-stream.ts'
import { kafkaSink } from '../../src/sinks/kafka/kafka-sink.ts'
import type { KafkaSinkOptions } from '../../src/sinks/kafka/kafka-sink-options.ts'
import { KAFKA_STREAMS, KAFKA_TOPICS, type KafkaStream } from '../../src/sinks/kafka/kafka-topics.ts'
import type { Sink } from '../../src/sinks/sink.ts'
import { temporaryFolder } from '../program/folder.ts'
import { pause, ROOT } from '../program/program.ts'
import { KafkaBroker, prepareKafka } from '../services/kafka.ts'
import { reasonToSkip } from '../services/obtainable.ts'
import { batchOf, JournalFeeder, manifest, recordOf } from './journal-feeder.ts'
import { kafkaOptions } from './kafka-options.ts'
import { byKey, committedMessages, type SeenMessage } from './kafka-reader.ts'
import { makeJournal } from './make-journal.ts'
import { faultOf, openWhenBack, soon } from './sink-fault.ts'

const BATCH = 700
let broker: KafkaBroker
let journal: JournalFeeder

const missing = reasonToSkip('Kafka', prepareKafka)

beforeAll(async () => {
  if (missing !== null) return
  const folder = temporaryFolder()
  await makeJournal(folder, 4)
  journal = new JournalFeeder(folder, KAFKA_STREAMS)
  broker = await KafkaBroker.start({ 'message.max.bytes': '200000' })
})
beforeEach(({ skip }) => {
  if (missing !== null) skip(missing)
})
afterAll(async () => {
  if (missing === null) await broker.dispose()
})

/** What the topics must hold: each line once, under its key and in the order of the journal. */
function expected(stream: KafkaStream): Map<string, string[]> {
  const lines = journal.lines(stream).map((line) => line.toString())
  return byKey(lines.map((value) => ({ key: keyOf(stream, value), value })))
}

function keyOf(stream: KafkaStream, line: string): string {
  return String(recordOf(line)[KAFKA_TOPICS[stream].key])
}

function expectAllOnce(prefix: string): void {
  for (const stream of KAFKA_STREAMS) {
    expect(byKey(committedMessages(broker.plain, prefix + KAFKA_TOPICS[stream].name)), stream).toEqual(expected(stream))
  }
}

describe('the Kafka sink', () => {
  it.each(['none', 'gzip', 'snappy', 'lz4'] as const)(
    'delivers every record once and in order, with %s',
    async (compression) => {
      const prefix = `${compression}.`
      const sink = kafkaSink(kafkaOptions(broker.plain, { kafkaTopicPrefix: prefix, kafkaCompression: compression }))
      const begin = await sink.open(manifest('run-1'), soon())
      expect(begin).toEqual(new Map())
      const end = await journal.drain(sink, begin, BATCH)
      await sink.close()
      expectAllOnce(prefix)
      const again = kafkaSink(kafkaOptions(broker.plain, { kafkaTopicPrefix: prefix }))
      expect(await again.open(manifest('run-1'), soon())).toEqual(end)
      expect(await again.open(manifest('another-run'), soon())).toEqual(new Map())
      await again.close()
    },
  )

  it('sends what its AsyncAPI document says, and in the headers which schema, run and tick it is of', async () => {
    const sink = kafkaSink(kafkaOptions(broker.plain, { kafkaTopicPrefix: 'headers.' }))
    await journal.drain(sink, await sink.open(manifest('run-2'), soon()), BATCH)
    await sink.close()
    for (const stream of KAFKA_STREAMS) {
      const accepts = payloadValidator(stream)
      for (const { value } of committedMessages(broker.plain, `headers.${KAFKA_TOPICS[stream].name}`)) {
        expect(accepts(recordOf(value)), value).toBe(true)
      }
    }
    for (const { headers, value } of committedMessages(broker.plain, 'headers.energy-readings')) {
      const { timestamp } = recordOf(value)
      const tick = (Date.parse(String(timestamp)) - Date.parse('2026-03-02T00:00:00Z')) / 15_000
      expect(headers).toBe(`schema-version=1,run-id=run-2,tick=${tick}`)
    }
  })

  it('cuts batches to what the broker takes', async () => {
    const options = { kafkaTopicPrefix: 'one.', kafkaPartitions: 1, kafkaCompression: 'none' } as const
    const sink = kafkaSink(kafkaOptions(broker.plain, options))
    const size = journal.lines('readings')[0].length * 2_000
    expect(size).toBeGreaterThan(200_000)
    await journal.drain(sink, await sink.open(manifest('run-1'), soon()), 2_000)
    await sink.close()
    expectAllOnce('one.')
  })

  it('chooses partitions as other clients do', async () => {
    const sink = await opened('murmur.')
    await sink.write(journal.next(new Map(), 25), soon())
    await sink.close()
    const seen = committedMessages(broker.plain, 'murmur.energy-readings')
    const keys = seen.map(({ key }) => key)
    const produce = ['-P', '-b', broker.plain, '-t', 'murmur.trades', '-K', ':', '-X', 'topic.partitioner=murmur2']
    spawnSync('kcat', produce, { input: keys.map((key) => `${key}:x\n`).join('') })
    const partitions = (messages: readonly SeenMessage[]) =>
      new Map(messages.map(({ key, partition }) => [key, partition]))
    expect(new Set(partitions(seen).values()).size).toBeGreaterThan(3)
    expect(partitions(committedMessages(broker.plain, 'murmur.trades'))).toEqual(partitions(seen))
  })

  it('makes topics as the settings want them', async () => {
    const sink = await opened('made.', { kafkaPartitions: 3, kafkaRetentionHours: 5 })
    await sink.close()
    expect(await described('made.energy-readings')).toEqual([3, 'delete', String(5 * 3_600_000)])
    expect(await described('made.gridtokenx-delivery')).toEqual([1, 'compact', expect.any(String)])
    await (await opened('kept.')).close()
    expect(await described('kept.trades')).toEqual([6, 'delete', '-1'])
  })

  it('names the topics that are missing when it must not make them', async () => {
    const sink = kafkaSink(kafkaOptions(broker.plain, { kafkaTopicPrefix: 'absent.', kafkaCreateTopics: false }))
    const { fault, message } = await faultOf(sink.open(manifest('run-1'), soon()))
    expect(fault).toBe('misconfigured')
    expect(message).toContain('absent.trades')
    expect(message).toContain('KAFKA_CREATE_TOPICS=true')
    await sink.close()
  })

  it('refuses to keep cursors in a topic that forgets', async () => {
    await withAdmin((admin) =>
      admin.createTopics({ topics: ['forgets.gridtokenx-delivery'], partitions: 1, replicas: 1 }),
    )
    const sink = kafkaSink(kafkaOptions(broker.plain, { kafkaTopicPrefix: 'forgets.' }))
    const { fault, message } = await faultOf(sink.open(manifest('run-1'), soon()))
    expect([fault, message]).toEqual(['misconfigured', expect.stringContaining('cleanup.policy=delete')])
    await sink.close()
  })

  it('says which setting refuses a message that is too large, and goes on without it', async () => {
    const sink = await opened('large.')
    const huge = Buffer.from(
      JSON.stringify({ meter_id: 'M1', timestamp: '2026-03-02T00:00:15Z', text: noise(300_000) }),
    )
    const small = journal.lines('readings').slice(0, 50)
    const { fault, message } = await faultOf(sink.write([batchOf('readings', STREAM_BEGIN, [...small, huge])], soon()))
    expect(fault).toBe('rejected')
    expect(message).toContain(`large.energy-readings with key M1 has ${huge.length} bytes`)
    expect(message).toContain('max.message.bytes of the topic (200000)')
    await sink.close()
    expect(await sink.open(manifest('run-1'), soon())).toEqual(new Map())
    await journal.drain(sink, new Map(), 2_000)
    await sink.close()
    expectAllOnce('large.')
  })

  it('is fenced by a younger simulator, and does not take the run back', async () => {
    const older = await opened('fence.')
    const [first, second] = [journal.next(new Map(), 100), journal.next(new Map(), 200)]
    await older.write(first, soon())
    const younger = kafkaSink(kafkaOptions(broker.plain, { kafkaTopicPrefix: 'fence.' }))
    const cursors = await younger.open(manifest('run-1'), soon())
    expect(cursors).toEqual(new Map(first.map(({ stream, until }) => [stream, until])))
    const { fault, message } = await faultOf(older.write(second, soon()))
    expect([fault, message]).toEqual(['fenced', expect.stringContaining('run-1')])
    await older.close()
    expect((await faultOf(older.open(manifest('run-1'), soon()))).fault).toBe('fenced')
    await journal.drain(younger, cursors, 2_000)
    await Promise.all([older.close(), younger.close()])
    expectAllOnce('fence.')
  })

  it('gives up on a frozen broker when it is told to, and goes on when it is back', async () => {
    const sink = await opened('frozen.')
    const first = journal.next(new Map(), 100)
    await sink.write(first, soon())
    broker.freeze()
    const next = journal.next(new Map(first.map(({ stream, until }) => [stream, until])), 500)
    expect((await faultOf(sink.write(next, AbortSignal.timeout(500)))).fault).toBe('unavailable')
    expect((await faultOf(sink.open(manifest('run-1'), AbortSignal.timeout(500)))).fault).toBe('unavailable')
    await sink.close()
    await expect.poll(() => process.getActiveResourcesInfo()).not.toContain('TCPSocketWrap')
    broker.resume()
    await journal.drain(sink, await openWhenBack(sink, manifest('run-1')), 2_000)
    await sink.close()
    expectAllOnce('frozen.')
  })

  it('loses nothing when the broker is killed while it writes', async () => {
    const sink = await opened('killed.')
    let kills = 0
    for (let cursors = new Map(); ; ) {
      const killing = kills < 3 ? pause(50 + 150 * kills).then(() => broker.kill()) : Promise.resolve()
      try {
        await journal.drain(sink, cursors, 50)
        await killing
        break
      } catch (error) {
        await killing
        kills += 1
        expect(error).toMatchObject({ fault: 'unavailable' })
        expect((await faultOf(sink.open(manifest('run-1'), soon()))).fault).toBe('unavailable')
        await broker.restart()
        cursors = new Map(await openWhenBack(sink, manifest('run-1')))
      }
    }
    expect(kills).toBe(3)
    await sink.close()
    expectAllOnce('killed.')
  })
})

async function opened(prefix: string, changes: Partial<KafkaSinkOptions> = {}): Promise<Sink> {
  const sink = kafkaSink(kafkaOptions(broker.plain, { kafkaTopicPrefix: prefix, ...changes }))
  await openWhenBack(sink, manifest('run-1'))
  return sink
}

/** Checks a message by the published document of the topics. */
function payloadValidator(stream: KafkaStream): (message: unknown) => boolean {
  const document: PublishedTopics = JSON.parse(readFileSync(join(ROOT, 'docs', 'asyncapi.json'), 'utf8'))
  const [reference] = Object.values(document.channels[KAFKA_TOPICS[stream].name].messages)
  const name = reference.$ref.split('/').at(-1) ?? ''
  return new Ajv2020().compile<unknown>(document.components.messages[name].payload)
}

interface PublishedTopics {
  readonly channels: Readonly<
    Record<string, { readonly messages: Readonly<Record<string, { readonly $ref: string }>> }>
  >
  readonly components: { readonly messages: Readonly<Record<string, { readonly payload: object }>> }
}

/** Partitions, and how a topic is cleaned. */
async function described(topic: string): Promise<unknown[]> {
  return withAdmin(async (admin) => {
    const { topics } = await admin.metadata({ topics: [topic] })
    const [{ configs }] = await admin.describeConfigs({
      resources: [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: topic }],
    })
    const setting = (name: string) => configs.find((config) => config.name === name)?.value
    return [topics.get(topic)?.partitionsCount, setting('cleanup.policy'), setting('retention.ms')]
  })
}

async function withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = new Admin({ clientId: 'test', bootstrapBrokers: [broker.plain] })
  try {
    return await work(admin)
  } finally {
    await admin.close()
  }
}

/** Text that does not become shorter when it is compressed. */
function noise(length: number): string {
  return randomBytes(length).toString('base64').slice(0, length)
}
