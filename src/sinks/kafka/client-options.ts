/** @module The settings as the client library wants them. */

import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import type { BaseOptions, SASLMechanismValue } from '@platformatic/kafka'
import type { KafkaSaslMechanism } from '../../config/settings.ts'
import { SinkError } from '../sink.ts'
import type { KafkaSinkOptions } from './kafka-sink-options.ts'

const CLIENT_ID = 'gridtokenx-sim'
const CONNECT_TIMEOUT_MS = 5_000

/**
 * The broker ends a transaction that is open for longer: until then, one that a killed simulator left open keeps
 * `read_committed` consumers waiting.
 */
export const TRANSACTION_TIMEOUT_MS = 60_000

/**
 * The library's own time limit for an answer must never strike: after it, the late answer breaks the connection's
 * parser. Who waits for an answer gives up by cutting the connection.
 */
const NEVER_MS = 2 ** 31 - 1

const MECHANISMS: Readonly<Record<KafkaSaslMechanism, SASLMechanismValue>> = {
  plain: 'PLAIN',
  'scram-sha-256': 'SCRAM-SHA-256',
  'scram-sha-512': 'SCRAM-SHA-512',
}

/** @throws SinkError when the certificate authorities cannot be read */
export async function clientOptions(options: KafkaSinkOptions): Promise<BaseOptions> {
  const { kafkaSaslMechanism, kafkaSaslUsername, kafkaSaslPassword } = options
  const servers = options.kafkaBootstrapServers.split(',').map((server) => server.trim())
  return {
    clientId: CLIENT_ID,
    bootstrapBrokers: servers,
    connectTimeout: CONNECT_TIMEOUT_MS,
    requestTimeout: NEVER_MS,
    timeout: TRANSACTION_TIMEOUT_MS,
    retries: RETRIES,
    retryDelay: (_client, _operation, attempt) => Math.min(attempt * RETRY_STEP_MS, RETRY_LIMIT_MS),
    ...(options.kafkaTls && {
      tls: options.kafkaTlsCaFile === null ? {} : { ca: await authorities(options.kafkaTlsCaFile) },
      // Not for addresses: certificates and their selection are by name.
      tlsServerName: !servers.some((server) => isIP(server.slice(0, server.lastIndexOf(':')).replace(/^\[|\]$/g, ''))),
    }),
    ...(kafkaSaslMechanism !== null && {
      sasl: {
        mechanism: MECHANISMS[kafkaSaslMechanism],
        username: kafkaSaslUsername ?? '',
        password: kafkaSaslPassword ?? '',
      },
    }),
  }
}

/** Only what passes by itself within moments is tried again in here (see `guarded-client.ts`): about 10 s in all. */
const RETRIES = 60
const RETRY_STEP_MS = 5
const RETRY_LIMIT_MS = 250

async function authorities(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new SinkError('misconfigured', `KAFKA_TLS_CA_FILE=${file} cannot be read (${reason}): name a PEM file`, {
      cause: error,
    })
  }
}
