/** @module What a failure of Kafka means to delivery. */

import { SinkError, type SinkFault } from '../sink.ts'
import { failureOf, type KafkaFailure } from './error-chain.ts'

const FENCING = ['PRODUCER_FENCED', 'INVALID_PRODUCER_EPOCH']
const TOO_LARGE = ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']

const LOGIN = ['SASL_AUTHENTICATION_FAILED', 'UNSUPPORTED_SASL_MECHANISM', 'ILLEGAL_SASL_STATE']
const FORBIDDEN = [
  'TOPIC_AUTHORIZATION_FAILED',
  'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'GROUP_AUTHORIZATION_FAILED',
]
const REFUSED_SETTING = [
  'INVALID_REPLICATION_FACTOR',
  'INVALID_PARTITIONS',
  'INVALID_CONFIG',
  'INVALID_TOPIC_EXCEPTION',
  'POLICY_VIOLATION',
  'UNSUPPORTED_VERSION',
  'UNSUPPORTED_COMPRESSION_TYPE',
  'PLT_KFK_UNSUPPORTED_API',
  'PLT_KFK_UNSUPPORTED_COMPRESSION',
]
/** Codes of Node.js and OpenSSL for a certificate that is not trusted, or no TLS at all. */
const UNTRUSTED = /^(?:ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_(?:VERIFY|GET_ISSUER))/

/** Says what happened in one line; the server is named without log-in data. */
export function kafkaFault(server: string, error: unknown): SinkError {
  if (error instanceof SinkError) return error
  const failure = failureOf(error)
  const [fault, what] = judge(failure)
  return new SinkError(fault, `Kafka at ${server}: ${what}`, { cause: error })
}

/** The broker has given our transactional id to a younger producer, or has ended a transaction that was too old. */
export function isFenced(error: unknown): boolean {
  return holds(failureOf(error), FENCING)
}

export function isTooLarge(error: unknown): boolean {
  return holds(failureOf(error), TOO_LARGE)
}

function judge(failure: KafkaFailure): readonly [SinkFault, string] {
  const { codes, messages, wrongLogin } = failure
  const reason = messages.at(-1) ?? 'no reason given'
  if (wrongLogin || holds(failure, LOGIN)) {
    return ['misconfigured', `the log-in is refused (${reason}): check the KAFKA_SASL_ settings`]
  }
  if (holds(failure, FORBIDDEN)) {
    return ['misconfigured', `not allowed (${reason}): grant the rights listed in docs/kafka.md`]
  }
  if (holds(failure, REFUSED_SETTING)) return ['misconfigured', `refused (${reason}): check the KAFKA_ settings`]
  if ([...codes].some((code) => UNTRUSTED.test(code))) {
    return ['misconfigured', `no trusted TLS connection (${reason}): check KAFKA_TLS and KAFKA_TLS_CA_FILE`]
  }
  const unknownTopic = messages.find((message) => message.startsWith('Unknown topic'))
  if (unknownTopic !== undefined) return ['misconfigured', `${unknownTopic} Create it, or set KAFKA_CREATE_TOPICS=true`]
  if (holds(failure, FENCING)) return ['fenced', 'another simulator has taken over this run']
  if (holds(failure, ['INVALID_RECORD', 'INVALID_TIMESTAMP'])) return ['rejected', `a record is refused (${reason})`]
  return ['unavailable', `no answer (${reason})`]
}

function holds({ codes }: KafkaFailure, wanted: readonly string[]): boolean {
  return wanted.some((code) => codes.has(code))
}
