/** @module Makes the destinations a run delivers to; what a run does not use is not loaded. */

import type { Settings, SinkName } from '../config/settings.ts'
import type { Sink } from '../sinks/sink.ts'

/** The sinks with these names, not yet open; each has its address. */
export async function createSinks(settings: Settings, names: readonly SinkName[]): Promise<Sink[]> {
  const { timescaleUrl, databaseUrl, kafkaBootstrapServers, redisUrl } = settings
  const sinks: Sink[] = []
  if (names.includes('store')) {
    const { storeSink } = await import('../sinks/store/store-sink.ts')
    sinks.push(storeSink(settings))
  }
  if (names.includes('timescale') || names.includes('postgres')) {
    const { databaseSinks } = await import('../sinks/postgres/database-sinks.ts')
    const wanted = (name: SinkName, url: string | null): string | null => (names.includes(name) ? url : null)
    sinks.push(
      ...databaseSinks({
        timescaleUrl: wanted('timescale', timescaleUrl),
        databaseUrl: wanted('postgres', databaseUrl),
      }),
    )
  }
  if (names.includes('kafka') && kafkaBootstrapServers !== null) {
    const { kafkaSink } = await import('../sinks/kafka/kafka-sink.ts')
    sinks.push(kafkaSink({ ...settings, kafkaBootstrapServers }))
  }
  if (names.includes('redis') && redisUrl !== null) {
    const { redisSink } = await import('../sinks/redis/redis-sink.ts')
    sinks.push(redisSink({ ...settings, redisUrl }))
  }
  return sinks
}
