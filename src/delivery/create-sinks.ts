/** @module Makes the destinations a run delivers to; what a run does not use is not loaded. */

import type { Settings, SinkName } from '../config/settings.ts'
import type { Sink } from '../sinks/sink.ts'

/** The sinks with these names, not yet open. */
export function createSinks(settings: Settings, names: readonly SinkName[]): Promise<Sink[]> {
  return Promise.all(names.map((name) => createSink(settings, name)))
}

function createSink(_settings: Settings, name: SinkName): Promise<Sink> {
  return Promise.reject(new Error(`no sink ${name} yet`))
}
