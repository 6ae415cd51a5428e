/** @module Which stream goes to which topic, and by what its messages are keyed. */

import type { RecordStream } from '../../journal/record-stream.ts'

/** The streams other systems act upon; what is only of interest to queries goes to the databases. */
export const KAFKA_STREAMS = [
  'readings',
  'trading_opportunities',
  'trades',
  'renewable_certificates',
] as const satisfies readonly RecordStream[]
export type KafkaStream = (typeof KAFKA_STREAMS)[number]

export interface KafkaTopic {
  /** Without the prefix. */
  readonly name: string
  /** The field that is the key: messages of one key keep their order. */
  readonly key: 'meter_id' | 'seller_id'
}

export const KAFKA_TOPICS: Readonly<Record<KafkaStream, KafkaTopic>> = {
  readings: { name: 'energy-readings', key: 'meter_id' },
  trading_opportunities: { name: 'trading-opportunities', key: 'seller_id' },
  trades: { name: 'trades', key: 'seller_id' },
  renewable_certificates: { name: 'renewable-certificates', key: 'meter_id' },
}

/** Compacted, one partition: how far each run has been delivered. */
export const CURSOR_TOPIC = 'gridtokenx-delivery'

/** Raised when a record changes so that an old reader would misread it. */
export const SCHEMA_VERSION = '1'

export function isKafkaStream(stream: RecordStream): stream is KafkaStream {
  return KAFKA_STREAMS.some((known) => known === stream)
}
