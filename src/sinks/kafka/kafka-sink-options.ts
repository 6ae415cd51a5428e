/** @module What the Kafka sink needs to know, out of all settings. */

import type { Settings } from '../../config/settings.ts'

export type KafkaSinkOptions = Pick<
  Settings,
  | 'kafkaTopicPrefix'
  | 'kafkaCreateTopics'
  | 'kafkaPartitions'
  | 'kafkaReplication'
  | 'kafkaRetentionHours'
  | 'kafkaCompression'
  | 'kafkaTls'
  | 'kafkaTlsCaFile'
  | 'kafkaSaslMechanism'
  | 'kafkaSaslUsername'
  | 'kafkaSaslPassword'
> & {
  /** host:port, several separated by commas. */
  readonly kafkaBootstrapServers: string
}
