/** @module What the settings of destinations must be together. */

import type { Problem } from '../errors/problem.ts'
import {
  DELIVERY_SETTINGS as DELIVERY,
  KAFKA_SETTINGS as KAFKA,
  SERVICE_SETTINGS as SERVICE,
} from './definitions/service-settings.ts'
import type { SettingDefinition } from './setting-definition.ts'
import type { FindText } from './setting-sources.ts'
import type { Settings } from './settings.ts'

const ADDRESSES: readonly (readonly [
  sink: string,
  address: SettingDefinition,
  isSet: (settings: Settings) => boolean,
])[] = [
  ['timescale', SERVICE.timescaleUrl, ({ timescaleUrl }) => timescaleUrl !== null],
  ['postgres', SERVICE.databaseUrl, ({ databaseUrl }) => databaseUrl !== null],
  ['kafka', SERVICE.kafkaBootstrapServers, ({ kafkaBootstrapServers }) => kafkaBootstrapServers !== null],
  ['redis', SERVICE.redisUrl, ({ redisUrl }) => redisUrl !== null],
]

/** A destination that is named needs its address, and a log-in its name and password. */
export function sinkProblems(settings: Settings, find: FindText): Problem[] {
  const named = settings.sinks?.split(',') ?? []
  const { source, key, text } = find(DELIVERY.sinks)
  const unaddressed = ADDRESSES.filter(([sink, , isSet]) => named.includes(sink) && !isSet(settings)).map(
    ([sink, address]): Problem => ({
      source,
      key,
      value: text,
      expected: `an address for ${sink}`,
      fix: `Set ${address.variable}, or leave ${sink} out`,
    }),
  )
  return [...unaddressed, ...loginProblems(settings, find)]
}

function loginProblems(
  { kafkaSaslMechanism, kafkaSaslUsername, kafkaSaslPassword }: Settings,
  find: FindText,
): Problem[] {
  const parts = [kafkaSaslMechanism, kafkaSaslUsername, kafkaSaslPassword]
  const given = parts.filter((part) => part !== null).length
  if (given === 0 || given === parts.length) return []
  const { source, key } = find(KAFKA.kafkaSaslMechanism)
  return [
    {
      source,
      key,
      expected: 'a mechanism, a user and a password together, or none of them',
      fix: `Set ${[KAFKA.kafkaSaslMechanism, KAFKA.kafkaSaslUsername, KAFKA.kafkaSaslPassword].map(({ variable }) => variable).join(', ')}`,
    },
  ]
}
