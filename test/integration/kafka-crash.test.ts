import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { KAFKA_STREAMS, KAFKA_TOPICS } from '../../src/sinks/kafka/kafka-topics.ts'
import { temporaryFolder } from '../program/folder.ts'
import { KafkaBroker, prepareKafka } from '../services/kafka.ts'
import { reasonToSkip } from '../services/obtainable.ts'
import { JournalFeeder, recordOf } from './journal-feeder.ts'
import { byKey, committedMessages } from './kafka-reader.ts'
import { makeJournal } from './make-journal.ts'
import { killAndRestart } from './writer-kills.ts'

const KILLS = 8
const RECORDS = 50

let broker: KafkaBroker
const folder = temporaryFolder()

const missing = reasonToSkip('Kafka', prepareKafka)

beforeAll(async () => {
  if (missing !== null) return
  await makeJournal(folder, 2)
  broker = await KafkaBroker.start()
})
beforeEach(({ skip }) => {
  if (missing !== null) skip(missing)
})
afterAll(async () => {
  if (missing === null) await broker.dispose()
})

it(`holds every record once after ${KILLS} kills while writing`, async () => {
  const held = await killAndRestart('kafka-writer.ts', [broker.plain, folder, String(RECORDS)], KILLS, 20_260_302)
  expect(held.length).toBeGreaterThan(KILLS / 2)
  expect(held).toEqual(held.toSorted((a, b) => a - b))
  expect(new Set(held).size).toBeGreaterThan(KILLS / 2)
  const journal = new JournalFeeder(folder, KAFKA_STREAMS)
  for (const stream of KAFKA_STREAMS) {
    const { name, key } = KAFKA_TOPICS[stream]
    const lines = journal.lines(stream).map((line) => line.toString())
    const expected = lines.map((value) => ({ key: String(recordOf(value)[key]), value }))
    expect(byKey(committedMessages(broker.plain, name)), stream).toEqual(byKey(expected))
  }
})
