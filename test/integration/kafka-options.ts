/** @module The settings of the Kafka sink as they are by default, but for what a test changes. */

import type { KafkaSinkOptions } from '../../src/sinks/kafka/kafka-sink-options.ts'

export function kafkaOptions(server: string, changes: Partial<KafkaSinkOptions> = {}): KafkaSinkOptions {
  return {
    kafkaBootstrapServers: server,
    kafkaTopicPrefix: '',
    kafkaCreateTopics: true,
    kafkaPartitions: 6,
    kafkaReplication: 1,
    kafkaRetentionHours: null,
    kafkaCompression: 'lz4',
    kafkaTls: false,
    kafkaTlsCaFile: null,
    kafkaSaslMechanism: null,
    kafkaSaslUsername: null,
    kafkaSaslPassword: null,
    ...changes,
  }
}
