import { describe, expect, it } from 'vitest'
import type { RecordStream } from '../../journal/record-stream.ts'
import type { RunManifest } from '../../journal/run-manifest.ts'
import type { RecordBatch } from '../sink.ts'
import { MessageMaker } from './message-maker.ts'

const run: RunManifest = {
  format: 1,
  run_id: 'run-7',
  fingerprint: 'f',
  program_version: '0.1.0',
  campus: 'UTCC',
  time_zone: 'Asia/Bangkok',
  currency: 'THB',
  market: 'call-auction',
  start: '2026-03-02T00:00:00Z',
  interval_seconds: 15,
  seed: 1,
  meters: [],
}
const topics = { readings: 'r', trading_opportunities: 'o', trades: 't', renewable_certificates: 'c' }

function batch(stream: RecordStream, ...records: readonly Readonly<Record<string, unknown>>[]): RecordBatch {
  const lines = records.map((record) => new TextEncoder().encode(JSON.stringify(record)))
  return { stream, lines, records, until: { segment: '', offset: 0, records: records.length } }
}

function maker(partitions = 6): MessageMaker {
  return new MessageMaker(run, topics, new Map(Object.values(topics).map((topic) => [topic, partitions])))
}

describe('messages', () => {
  it('carry the line as it stands, its key, and where it belongs', () => {
    const reading = { timestamp: '2026-03-02T00:01:00Z', meter_id: 'M1', energy_generated: 1.5 }
    const [message] = maker().messages(batch('readings', reading))
    expect(message.topic).toBe('r')
    expect(message.value.toString()).toBe(JSON.stringify(reading))
    expect(message.key.toString()).toBe('M1')
    expect([...message.headers].map((pair) => pair.map(String))).toEqual([
      ['schema-version', '1'],
      ['run-id', 'run-7'],
      ['tick', '4'],
    ])
  })

  it.each([
    ['trading_opportunities', 'o', 'S'],
    ['trades', 't', 'S'],
    ['renewable_certificates', 'c', 'M'],
  ] as const)('of %s go to their topic by their key', (stream, topic, key) => {
    const record = { timestamp: '2026-03-02T00:15:00Z', seller_id: 'S', buyer_id: 'B', meter_id: 'M', owner: 'O' }
    const [message] = maker().messages(batch(stream, record))
    expect([message.topic, message.key.toString()]).toEqual([topic, key])
  })

  /** Hashes from Apache Kafka's UtilsTest.testMurmur2; a partition is their lower 31 bits modulo the partitions. */
  it.each([
    ['21', -973_932_308],
    ['foobar', -790_332_482],
    ['a-little-bit-long-string', -985_981_536],
    ['a-little-bit-longer-string', -1_486_304_829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58_897_971],
    ['abc', 479_470_107],
  ])('with the key %s go where other clients send them', (key, murmur2) => {
    const partitions = 1_000
    const [message] = maker(partitions).messages(batch('readings', { timestamp: run.start, meter_id: key }))
    expect(message.partition).toBe((murmur2 & 0x7fff_ffff) % partitions)
  })

  it('are none of streams without a topic', () => {
    expect(maker().messages(batch('settlements', { timestamp: run.start }))).toEqual([])
  })
})
