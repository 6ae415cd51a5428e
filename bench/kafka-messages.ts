/** @module Messages into Kafka through the sink, beside the bare producer of the same library. */

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Producer } from '@platformatic/kafka'
import { STREAM_BEGIN, type StreamPosition } from '../src/journal/record-stream.ts'
import { kafkaSink } from '../src/sinks/kafka/kafka-sink.ts'
import { KAFKA_TOPICS } from '../src/sinks/kafka/kafka-topics.ts'
import { MessageMaker } from '../src/sinks/kafka/message-maker.ts'
import type { RecordBatch } from '../src/sinks/sink.ts'
import { batchOf, manifest } from '../test/integration/journal-feeder.ts'
import { kafkaOptions } from '../test/integration/kafka-options.ts'
import { KafkaBroker } from '../test/services/kafka.ts'
import { ratioOf, type Spread, spreadOf, timeInTurns, wallNs } from './rounds.ts'

export interface KafkaMessagesResult {
  /** Per message [ns]. */
  readonly sinkNs: Spread
  readonly producerNs: Spread
  /** Speed of the sink as a share of the producer's. */
  readonly ratio: Spread
  readonly bytesPerMessage: number
}

const RUN = manifest('bench')
const PARTITIONS = 6
const COMPRESSION = 'lz4'
const NO_LIMIT = AbortSignal.timeout(2 ** 31 - 1)

/** A round is so many transactions of so many readings, of the campus at 15 seconds, by either. */
export async function measureKafkaMessages(
  records: number,
  transactions: number,
  rounds: number,
  folder: string,
): Promise<KafkaMessagesResult> {
  const batch = readingBatch(records, folder)
  const broker = await KafkaBroker.start()
  try {
    const options = { kafkaPartitions: PARTITIONS, kafkaCompression: COMPRESSION } as const
    const sink = kafkaSink(kafkaOptions(broker.plain, options))
    await sink.open(RUN, NO_LIMIT)
    const producer = bareProducer(broker.plain)
    const messages = bareMessages(batch)
    let reached: StreamPosition = STREAM_BEGIN
    const bySink = async () => {
      for (let transaction = 0; transaction < transactions; transaction++) {
        reached = { ...reached, records: reached.records + records }
        await sink.write([{ ...batch, until: reached }], NO_LIMIT)
      }
    }
    const byProducer = async () => {
      for (let begun = 0; begun < transactions; begun++) {
        const transaction = await producer.beginTransaction()
        await transaction.send({ messages })
        await transaction.commit()
      }
    }
    const [sinkTimes, producerTimes] = await timeInTurns(wallNs, [bySink, byProducer], rounds, 2)
    await sink.close()
    await producer.close()
    const perMessage = (times: readonly number[]) => spreadOf(times.map((ns) => ns / records / transactions))
    const bytes = batch.lines.reduce((sum, line) => sum + line.length, 0)
    return {
      sinkNs: perMessage(sinkTimes),
      producerNs: perMessage(producerTimes),
      ratio: ratioOf(producerTimes, sinkTimes),
      bytesPerMessage: bytes / records,
    }
  } finally {
    await broker.dispose()
  }
}

/** Readings as the program writes them. */
function readingBatch(records: number, folder: string): RecordBatch {
  const output = join(folder, 'kafka.jsonl')
  const run = ['run', '--start', RUN.start, '--duration', '6h', '--seed', '42', '--market', 'none']
  const { status } = spawnSync(process.execPath, [
    join('bin', 'gridtokenx-sim.js'),
    ...run,
    '--fresh',
    '--quiet',
    '--output',
    output,
  ])
  if (status !== 0) throw new Error('the program cannot write readings')
  const lines = readFileSync(output, 'utf8').split('\n').slice(0, records)
  return batchOf(
    'readings',
    STREAM_BEGIN,
    lines.map((line) => Buffer.from(line)),
  )
}

/** The library as it is, with what it needs to be told so that it does transactions at all and does not dawdle. */
function bareProducer(server: string): Producer {
  return new Producer({
    clientId: 'bench',
    bootstrapBrokers: [server],
    idempotent: true,
    transactionalId: 'bench',
    producerId: -1n,
    producerEpoch: -1,
    compression: COMPRESSION,
    retryDelay: 5,
  })
}

/** The same messages, with everything known beforehand. */
function bareMessages(batch: RecordBatch) {
  const { name } = KAFKA_TOPICS.readings
  const topics = { readings: name, trading_opportunities: '', trades: '', renewable_certificates: '' }
  return new MessageMaker(RUN, topics, new Map([[name, PARTITIONS]])).messages(batch)
}
