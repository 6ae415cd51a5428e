/** @module The settings of the outside services records can be delivered to. */

import { type SettingDefinition, setting } from '../setting-definition.ts'
import { KAFKA_COMPRESSIONS, KAFKA_SASL_MECHANISMS, type Settings, SINK_NAMES } from '../settings.ts'
import {
  choice,
  filePath,
  hostPorts,
  identifier,
  names,
  optional,
  serviceUrl,
  text,
  toggle,
  topicPrefix,
  type ValueKind,
  wholeNumber,
} from '../value-kinds.ts'

type ServiceField = keyof Pick<
  Settings,
  'kafkaBootstrapServers' | 'databaseUrl' | 'timescaleUrl' | 'redisUrl' | 'solanaRpcUrl'
>

const POSTGRES_SCHEMES = ['postgres', 'postgresql']

function service(
  variable: string,
  field: ServiceField,
  kind: ValueKind<string>,
  description: string,
): SettingDefinition<string | null> {
  return setting(variable, optional(kind), {
    field,
    defaultText: '',
    whenUnset: 'not used',
    secret: true,
    description,
  })
}

export const SERVICE_SETTINGS = {
  kafkaBootstrapServers: service('KAFKA_BOOTSTRAP_SERVERS', 'kafkaBootstrapServers', hostPorts(), 'Kafka brokers.'),
  databaseUrl: service('DATABASE_URL', 'databaseUrl', serviceUrl(POSTGRES_SCHEMES), 'PostgreSQL database.'),
  timescaleUrl: service('TIMESCALE_URL', 'timescaleUrl', serviceUrl(POSTGRES_SCHEMES), 'TimescaleDB database.'),
  redisUrl: service('REDIS_URL', 'redisUrl', serviceUrl(['redis', 'rediss']), 'Redis server.'),
  solanaRpcUrl: service('SOLANA_RPC_URL', 'solanaRpcUrl', serviceUrl(['http', 'https']), 'Solana RPC endpoint.'),
}

export const DELIVERY_SETTINGS = {
  sinks: setting('SINKS', optional(names(SINK_NAMES)), {
    field: 'sinks',
    flag: 'sinks',
    defaultText: '',
    whenUnset: 'every destination whose address is set; a live run without a database fills the embedded store',
    description: 'Where records are delivered besides the journal.',
  }),
  runId: setting('RUN_ID', optional(identifier()), {
    field: 'runId',
    flag: 'run-id',
    defaultText: '',
    whenUnset: 'derived from all that shapes the run: equal runs are delivered once',
    description: 'Identity of the run at its destinations.',
  }),
  storeFolder: setting('STORE_FOLDER', optional(filePath()), {
    field: 'storeFolder',
    flag: 'store',
    defaultText: '',
    whenUnset: '`store` beside the output file',
    description: 'Folder of the embedded database.',
  }),
  deliveryPatienceSeconds: setting('DELIVERY_PATIENCE', wholeNumber(0, 86_400, 'seconds'), {
    field: 'deliveryPatienceSeconds',
    flag: 'delivery-patience',
    defaultText: '60',
    description: 'How long a run waits at its end for a destination that takes nothing.',
  }),
}

export const KAFKA_SETTINGS = {
  kafkaTopicPrefix: setting('KAFKA_TOPIC_PREFIX', topicPrefix(), {
    field: 'kafkaTopicPrefix',
    defaultText: '',
    description: 'Text before the names of all topics.',
  }),
  kafkaCreateTopics: setting('KAFKA_CREATE_TOPICS', toggle(), {
    field: 'kafkaCreateTopics',
    defaultText: 'true',
    description: 'Creates topics that are missing.',
  }),
  kafkaPartitions: setting('KAFKA_PARTITIONS', wholeNumber(1, 10_000), {
    field: 'kafkaPartitions',
    defaultText: '6',
    description: 'Partitions of a topic that is created.',
  }),
  kafkaReplication: setting('KAFKA_REPLICATION', wholeNumber(1, 100), {
    field: 'kafkaReplication',
    defaultText: '1',
    description: 'Copies of each partition of a topic that is created.',
  }),
  kafkaRetentionHours: setting('KAFKA_RETENTION_HOURS', optional(wholeNumber(1, 876_600, 'hours')), {
    field: 'kafkaRetentionHours',
    defaultText: '',
    whenUnset: 'messages are kept for ever',
    description: 'How long a topic that is created keeps messages.',
  }),
  kafkaCompression: setting('KAFKA_COMPRESSION', choice(KAFKA_COMPRESSIONS), {
    field: 'kafkaCompression',
    defaultText: 'lz4',
    description: 'How batches of messages are compressed.',
  }),
  kafkaTls: setting('KAFKA_TLS', toggle(), {
    field: 'kafkaTls',
    defaultText: 'false',
    description: 'Speaks TLS to the brokers.',
  }),
  kafkaTlsCaFile: setting('KAFKA_TLS_CA_FILE', optional(filePath()), {
    field: 'kafkaTlsCaFile',
    defaultText: '',
    whenUnset: 'the authorities the system trusts',
    description: "Certificates (PEM) of the authorities that may have signed the brokers'.",
  }),
  kafkaSaslMechanism: setting('KAFKA_SASL_MECHANISM', optional(choice(KAFKA_SASL_MECHANISMS)), {
    field: 'kafkaSaslMechanism',
    defaultText: '',
    whenUnset: 'no log-in',
    description: 'How to log in at the brokers.',
  }),
  kafkaSaslUsername: setting('KAFKA_SASL_USERNAME', optional(text()), {
    field: 'kafkaSaslUsername',
    defaultText: '',
    whenUnset: 'no log-in',
    description: 'User to log in as.',
  }),
  kafkaSaslPassword: setting('KAFKA_SASL_PASSWORD', optional(text()), {
    field: 'kafkaSaslPassword',
    defaultText: '',
    whenUnset: 'no log-in',
    secret: 'whole',
    description: 'Password of that user.',
  }),
}

export const REDIS_SETTINGS = {
  redisKeyPrefix: setting('REDIS_KEY_PREFIX', text(), {
    field: 'redisKeyPrefix',
    defaultText: 'gridtokenx:',
    description: 'Text before the names of all keys and channels.',
  }),
  redisStreamLength: setting('REDIS_STREAM_LENGTH', wholeNumber(1, 100_000_000, 'entries'), {
    field: 'redisStreamLength',
    defaultText: '100000',
    description: 'Entries the stream of readings keeps, about.',
  }),
}
