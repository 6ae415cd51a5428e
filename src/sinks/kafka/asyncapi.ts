/** @module The AsyncAPI document of the topics, derived from the fields of the records. */

import { CERTIFICATE_SCHEMA } from '../../certificates/certificate-schema.ts'
import type { RecordSchema } from '../../json/record-schema.ts'
import { OPPORTUNITY_SCHEMA } from '../../market/records/opportunity-record.ts'
import { TRADE_SCHEMA } from '../../market/records/trade-record.ts'
import { READING_SCHEMA } from '../../simulation/readings/reading-schema.ts'
import { KAFKA_STREAMS, KAFKA_TOPICS, type KafkaStream, SCHEMA_VERSION } from './kafka-topics.ts'

const SCHEMAS: Readonly<Record<KafkaStream, RecordSchema>> = {
  readings: READING_SCHEMA,
  trading_opportunities: OPPORTUNITY_SCHEMA,
  trades: TRADE_SCHEMA,
  renewable_certificates: CERTIFICATE_SCHEMA,
}

const HEADERS = {
  type: 'object',
  properties: {
    'schema-version': { type: 'string', const: SCHEMA_VERSION, description: 'Version of the schema of the payload.' },
    'run-id': { type: 'string', description: 'The run the record is of.' },
    tick: { type: 'string', pattern: '^\\d+$', description: 'Number of the interval that ends with the timestamp.' },
  },
  required: ['schema-version', 'run-id', 'tick'],
}

/** AsyncAPI 3.0: what the simulator sends. */
export function asyncApiDocument(): Readonly<Record<string, unknown>> {
  const pairs = <T>(make: (stream: KafkaStream, topic: string) => T) =>
    Object.fromEntries(
      KAFKA_STREAMS.map((stream) => [KAFKA_TOPICS[stream].name, make(stream, KAFKA_TOPICS[stream].name)]),
    )
  return {
    asyncapi: '3.0.0',
    id: 'urn:gridtokenx:smart-meter-simulator',
    info: {
      title: 'GridTokenX Smart Meter Simulator',
      version: SCHEMA_VERSION,
      description:
        'What the simulator delivers to Kafka. Messages are written in transactions: read them with isolation level ' +
        'read_committed, and each record comes once, in order by its key.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      kafka: {
        host: '{bootstrap}',
        protocol: 'kafka',
        description: 'KAFKA_BOOTSTRAP_SERVERS; KAFKA_TLS and the KAFKA_SASL_ settings say how to connect.',
        variables: { bootstrap: { default: 'localhost:9092' } },
      },
    },
    channels: pairs((stream, topic) => ({
      address: `{prefix}${topic}`,
      parameters: { prefix: { description: 'KAFKA_TOPIC_PREFIX', default: '' } },
      description: SCHEMAS[stream].description,
      messages: { [SCHEMAS[stream].title]: { $ref: `#/components/messages/${SCHEMAS[stream].title}` } },
      bindings: { kafka: { bindingVersion: '0.5.0' } },
    })),
    operations: pairs((_stream, topic) => ({
      action: 'send',
      channel: { $ref: `#/channels/${topic}` },
    })),
    components: {
      messages: Object.fromEntries(KAFKA_STREAMS.map((stream) => [SCHEMAS[stream].title, message(stream)])),
      schemas: { MessageHeaders: HEADERS },
    },
  }
}

function message(stream: KafkaStream): Readonly<Record<string, unknown>> {
  const { $schema: _draft, ...payload } = SCHEMAS[stream]
  const { key } = KAFKA_TOPICS[stream]
  return {
    name: payload.title,
    title: payload.title,
    summary: payload.description,
    contentType: 'application/json',
    headers: { $ref: '#/components/schemas/MessageHeaders' },
    bindings: {
      kafka: { key: { type: 'string', description: `The field ${key} of the payload.` }, bindingVersion: '0.5.0' },
    },
    payload,
  }
}
