/** @module A process that delivers a journal to Kafka until it is done: what the crash test kills. */

import { kafkaSink } from '../../src/sinks/kafka/kafka-sink.ts'
import { KAFKA_STREAMS } from '../../src/sinks/kafka/kafka-topics.ts'
import { JournalFeeder, manifest } from './journal-feeder.ts'
import { kafkaOptions } from './kafka-options.ts'
import { tellProgress } from './writer-progress.ts'

const [server, folder, records] = process.argv.slice(2)
await tellProgress(
  kafkaSink(kafkaOptions(server)),
  new JournalFeeder(folder, KAFKA_STREAMS),
  manifest('crashing-run'),
  Number(records),
)
