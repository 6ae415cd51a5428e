/** @module Records into Kafka topics, each seen exactly once by whoever reads committed messages. */

import { randomUUID } from 'node:crypto'
import type { RunManifest } from '../../journal/run-manifest.ts'
import type { BatchLimits, Cursors, RecordBatch, Sink } from '../sink.ts'
import { untilAborted } from '../until-aborted.ts'
import { kafkaFault } from './kafka-fault.ts'
import { KafkaSession } from './kafka-session.ts'
import type { KafkaSinkOptions } from './kafka-sink-options.ts'
import { KAFKA_STREAMS } from './kafka-topics.ts'

/** Measured: fewer records wait for the end of a transaction too often, more gain little (docs/kafka.md). */
const LIMITS: BatchLimits = { records: 5_000, bytes: 8 * 1024 * 1024 }

export function kafkaSink(options: KafkaSinkOptions): Sink {
  const writer = randomUUID()
  const runs = new Set<string>()
  let session: KafkaSession | null = null

  async function attempt<T>(using: KafkaSession, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await untilAborted(signal, () => using.close(), work)
    } catch (error) {
      // What was asked and not answered is unknown: nothing goes on with this connection.
      using.close()
      throw kafkaFault(options.kafkaBootstrapServers, error)
    }
  }

  return {
    name: 'kafka',
    streams: KAFKA_STREAMS,
    limits: LIMITS,

    async open(run: RunManifest, signal: AbortSignal): Promise<Cursors> {
      session?.close()
      const opened = new KafkaSession(options, { run, writer, hadIt: runs.has(run.run_id) })
      session = opened
      const cursors = await attempt(opened, signal, () => opened.open())
      runs.add(run.run_id)
      return cursors
    },

    async write(batches: readonly RecordBatch[], signal: AbortSignal): Promise<void> {
      const current = session
      if (current === null) throw new Error('The Kafka sink is not open.')
      await attempt(current, signal, () => current.write(batches))
    },

    async close(): Promise<void> {
      session?.close()
      session = null
    },
  }
}
