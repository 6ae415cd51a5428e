/** @module The external services the settings name, with the addresses they listen on. */

import type { Settings } from '../../config/settings.ts'
import type { Endpoint, Service } from './service.ts'

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'kafka:': 9092,
  'postgres:': 5432,
  'postgresql:': 5432,
  'redis:': 6379,
  'rediss:': 6379,
  'http:': 80,
  'https:': 443,
}

/** Every service that is configured; those that are not are no one's business. */
export function configuredServices(settings: Settings): Service[] {
  const { kafkaBootstrapServers, databaseUrl, timescaleUrl, redisUrl, solanaRpcUrl } = settings
  const brokers = kafkaBootstrapServers?.split(',').map((broker) => `kafka://${broker.trim()}`)
  const services: readonly (readonly [string, string, readonly string[] | undefined])[] = [
    ['Kafka', 'KAFKA_BOOTSTRAP_SERVERS', brokers],
    ['Database', 'DATABASE_URL', single(databaseUrl)],
    ['TimescaleDB', 'TIMESCALE_URL', single(timescaleUrl)],
    ['Redis', 'REDIS_URL', single(redisUrl)],
    ['Solana', 'SOLANA_RPC_URL', single(solanaRpcUrl)],
  ]
  return services.flatMap(([name, variable, urls]) =>
    urls === undefined ? [] : [{ name, variable, endpoints: urls.map(endpointOf) }],
  )
}

function single(url: string | null): readonly string[] | undefined {
  return url === null ? undefined : [url]
}

/** Host and port alone: what else a URL holds, a password above all, is not for showing. */
function endpointOf(url: string): Endpoint {
  const { hostname, port, protocol } = new URL(url)
  const host = hostname === '' ? 'localhost' : hostname.replace(/^\[(.*)\]$/, '$1')
  return { host, port: port === '' ? (DEFAULT_PORTS[protocol] ?? 80) : Number(port) }
}
