/** @module The settings of the outside services records can be delivered to. */

import { type SettingDefinition, setting } from '../setting-definition.ts'
import type { Settings } from '../settings.ts'
import { hostPorts, optional, serviceUrl, type ValueKind } from '../value-kinds.ts'

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
