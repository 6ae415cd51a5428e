/** @module Which destinations a run delivers to. */

import { type Settings, SINK_NAMES, type SinkName } from '../config/settings.ts'

type Addresses = Pick<Settings, 'sinks' | 'kafkaBootstrapServers' | 'databaseUrl' | 'timescaleUrl' | 'redisUrl'>

/**
 * Those that `--sinks` names, or every one whose address is set.
 *
 * @param storeByDefault - whether the embedded store is filled where no database is configured and nothing is named
 */
export function selectedSinks(settings: Addresses, storeByDefault: boolean): SinkName[] {
  const { sinks, kafkaBootstrapServers, databaseUrl, timescaleUrl, redisUrl } = settings
  if (sinks !== null) {
    const named = sinks.split(',')
    return SINK_NAMES.filter((name) => named.includes(name))
  }
  const configured: Readonly<Record<SinkName, boolean>> = {
    store: storeByDefault && databaseUrl === null && timescaleUrl === null,
    timescale: timescaleUrl !== null,
    // One database twice would be one too many.
    postgres: databaseUrl !== null && databaseUrl !== timescaleUrl,
    kafka: kafkaBootstrapServers !== null,
    redis: redisUrl !== null,
  }
  return SINK_NAMES.filter((name) => configured[name])
}
