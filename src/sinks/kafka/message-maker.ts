/** @module Records of the journal as messages. */

import { compatibilityPartitioner, type MessageToProduce } from '@platformatic/kafka'
import type { RunManifest } from '../../journal/run-manifest.ts'
import type { JournalRecord, RecordBatch } from '../sink.ts'
import { isKafkaStream, KAFKA_TOPICS, type KafkaStream, SCHEMA_VERSION } from './kafka-topics.ts'

export interface KafkaMessage extends MessageToProduce {
  readonly topic: string
  readonly key: Buffer
  readonly value: Buffer
  readonly partition: number
  readonly headers: Map<Buffer, Buffer>
}

const HEADER = {
  schemaVersion: Buffer.from('schema-version'),
  runId: Buffer.from('run-id'),
  tick: Buffer.from('tick'),
}

interface Key {
  readonly bytes: Buffer
  /** The hash every client of Kafka takes by default: the same meter is in the same partition whoever produces. */
  readonly hash: number
}

export class MessageMaker {
  readonly #topics: Readonly<Record<KafkaStream, string>>
  readonly #partitions: ReadonlyMap<string, number>
  readonly #startMs: number
  readonly #intervalMs: number
  readonly #runId: Buffer
  readonly #keys = new Map<string, Key>()
  #timestamp: unknown
  #headers = new Map<Buffer, Buffer>()

  /** @param partitions - how many each topic has */
  constructor(
    run: RunManifest,
    topics: Readonly<Record<KafkaStream, string>>,
    partitions: ReadonlyMap<string, number>,
  ) {
    this.#topics = topics
    this.#partitions = partitions
    this.#startMs = Date.parse(run.start)
    this.#intervalMs = run.interval_seconds * 1_000
    this.#runId = Buffer.from(run.run_id)
  }

  /** In the order of the batch. */
  messages({ stream, lines, records }: RecordBatch): KafkaMessage[] {
    if (!isKafkaStream(stream)) return []
    const topic = this.#topics[stream]
    const partitions = this.#partitions.get(topic) ?? 1
    const field = KAFKA_TOPICS[stream].key
    return records.map((record, index) => {
      const { bytes, hash } = this.#key(String(record[field]))
      const headers = this.#headersAt(record)
      return { topic, key: bytes, value: asBuffer(lines[index]), partition: hash % partitions, headers }
    })
  }

  #key(text: string): Key {
    let key = this.#keys.get(text)
    if (key === undefined) {
      const bytes = Buffer.from(text)
      key = { bytes, hash: compatibilityPartitioner({ topic: '', value: bytes }, bytes) }
      this.#keys.set(text, key)
    }
    return key
  }

  /** Records of one time share their headers. */
  #headersAt({ timestamp }: JournalRecord): Map<Buffer, Buffer> {
    if (timestamp !== this.#timestamp) {
      const tick = Math.floor((Date.parse(String(timestamp)) - this.#startMs) / this.#intervalMs)
      this.#timestamp = timestamp
      this.#headers = new Map([
        [HEADER.schemaVersion, Buffer.from(SCHEMA_VERSION)],
        [HEADER.runId, this.#runId],
        [HEADER.tick, Buffer.from(String(tick))],
      ])
    }
    return this.#headers
  }
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
