/** @module Makes the destinations a run delivers to; what a run does not use is not loaded. */

import type { Settings, SinkName } from '../config/settings.ts'
import type { Sink } from '../sinks/sink.ts'

/** The sinks with these names, not yet open. */
export async function createSinks(settings: Settings, names: readonly SinkName[]): Promise<Sink[]> {
  const sinks: Sink[] = []
  if (names.includes('timescale') || names.includes('postgres')) {
    const { databaseSinks } = await import('../sinks/postgres/database-sinks.ts')
    sinks.push(
      ...databaseSinks({
        timescaleUrl: names.includes('timescale') ? settings.timescaleUrl : null,
        databaseUrl: names.includes('postgres') ? settings.databaseUrl : null,
      }),
    )
  }
  if (names.includes('store')) {
    const { storeSink } = await import('../sinks/store/store-sink.ts')
    sinks.push(storeSink(settings))
  }
  return sinks
}
