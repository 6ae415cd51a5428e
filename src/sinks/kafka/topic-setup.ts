/** @module The topics: made where they are missing, and what they allow. */

import { setTimeout } from 'node:timers/promises'
import { type Admin, ConfigResourceTypes, GenericError } from '@platformatic/kafka'
import { SinkError } from '../sink.ts'
import { failureOf } from './error-chain.ts'
import type { KafkaSinkOptions } from './kafka-sink-options.ts'
import { CURSOR_TOPIC, KAFKA_STREAMS, KAFKA_TOPICS, type KafkaStream } from './kafka-topics.ts'

const { TOPIC } = ConfigResourceTypes
const APPEARANCE_CHECKS = 20
const APPEARANCE_PAUSE_MS = 100
const HOUR_MS = 3_600_000
/** Kafka's own default for the largest batch of a topic [bytes]. */
const USUAL_BATCH_BYTES = 1_048_588

/** Cursors are kept for ever; small segments, so that compaction keeps what has to be read on opening short. */
const CURSOR_TOPIC_CONFIG = {
  'cleanup.policy': 'compact',
  'segment.bytes': String(1024 * 1024),
  'min.cleanable.dirty.ratio': '0.1',
}

export interface Topics {
  readonly cursors: string
  readonly names: Readonly<Record<KafkaStream, string>>
  /** The largest batch a topic takes, by topic [bytes]. */
  readonly batchBytes: ReadonlyMap<string, number>
}

/** @throws SinkError when a topic is missing and must not be made, or would forget cursors */
export async function setUpTopics(admin: Admin, options: KafkaSinkOptions): Promise<Topics> {
  const { kafkaTopicPrefix: prefix } = options
  const cursors = prefix + CURSOR_TOPIC
  const names: Record<KafkaStream, string> = {
    readings: prefix + KAFKA_TOPICS.readings.name,
    trading_opportunities: prefix + KAFKA_TOPICS.trading_opportunities.name,
    trades: prefix + KAFKA_TOPICS.trades.name,
    renewable_certificates: prefix + KAFKA_TOPICS.renewable_certificates.name,
  }
  const wanted = [cursors, ...KAFKA_STREAMS.map((stream) => names[stream])]
  const existing = new Set(await admin.listTopics())
  const missing = wanted.filter((topic) => !existing.has(topic))
  if (missing.length > 0) await make(admin, missing, cursors, options)
  return { cursors, names, batchBytes: await limits(admin, wanted, cursors) }
}

async function make(admin: Admin, missing: string[], cursors: string, options: KafkaSinkOptions): Promise<void> {
  if (!options.kafkaCreateTopics) {
    const which = missing.length === 1 ? `topic ${missing[0]} is` : `topics ${missing.join(', ')} are`
    const message = `Kafka at ${options.kafkaBootstrapServers}: ${which} missing: create what is missing, or set KAFKA_CREATE_TOPICS=true`
    throw new SinkError('misconfigured', message)
  }
  const { kafkaPartitions: partitions, kafkaReplication: replicas, kafkaRetentionHours: hours } = options
  const retention = { 'cleanup.policy': 'delete', 'retention.ms': String(hours === null ? -1 : hours * HOUR_MS) }
  const topics = missing.filter((topic) => topic !== cursors)
  if (topics.length > 0) await create(admin, topics, partitions, replicas, retention)
  if (missing.includes(cursors)) await create(admin, [cursors], 1, replicas, CURSOR_TOPIC_CONFIG)
}

async function create(
  admin: Admin,
  topics: string[],
  partitions: number,
  replicas: number,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const configs = Object.entries(settings).map(([name, value]) => ({ name, value }))
  try {
    await admin.createTopics({ topics, partitions, replicas, configs })
  } catch (error) {
    if (failureOf(error).codes.has('TOPIC_ALREADY_EXISTS')) return
    // The library cannot read the answer to one who may make topics but not see their settings.
    const isRefusal = error instanceof Error && GenericError.isGenericError(error)
    if (isRefusal || !(await appear(admin, topics))) throw error
  }
}

/** A topic that was just made is listed a moment later. */
async function appear(admin: Admin, topics: readonly string[]): Promise<boolean> {
  for (let attempt = 0; attempt < APPEARANCE_CHECKS; attempt++) {
    const existing = new Set(await admin.listTopics())
    if (topics.every((topic) => existing.has(topic))) return true
    await setTimeout(APPEARANCE_PAUSE_MS)
  }
  return false
}

/** Who may not see the settings of topics gets Kafka's usual ones. */
async function limits(admin: Admin, topics: readonly string[], cursors: string): Promise<Map<string, number>> {
  const configurationKeys = ['max.message.bytes', 'cleanup.policy', 'retention.ms']
  const resources = topics.map((resourceName) => ({ resourceType: TOPIC, resourceName, configurationKeys }))
  const described = await admin.describeConfigs({ resources }).catch((error: unknown) => {
    if (failureOf(error).codes.has('TOPIC_AUTHORIZATION_FAILED')) return []
    throw error
  })
  const bytes = new Map(topics.map((topic) => [topic, USUAL_BATCH_BYTES]))
  for (const { resourceName, configs } of described) {
    const setting = (wanted: string) => configs.find(({ name }) => name === wanted)?.value ?? ''
    bytes.set(resourceName, Number(setting('max.message.bytes')) || USUAL_BATCH_BYTES)
    const forgets = setting('cleanup.policy').includes('delete') && setting('retention.ms') !== '-1'
    if (resourceName === cursors && forgets) {
      const message = `topic ${cursors} forgets how far runs are delivered (cleanup.policy=${setting('cleanup.policy')}): set it to compact`
      throw new SinkError('misconfigured', `Kafka: ${message}`)
    }
  }
  return bytes
}
