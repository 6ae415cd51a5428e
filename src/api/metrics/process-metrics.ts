/** @module Metrics of the process: its two busiest event loops, and who follows the stream. */

import type { ThreadFigures, ThreadWatch } from '../thread-watch.ts'
import type { MetricsSource } from './metrics-source.ts'
import type { Told, ToldMetrics } from './told-metrics.ts'

/** @param own - of the thread that answers */
export function addProcessMetrics(metrics: ToldMetrics, { live, events }: MetricsSource, own: ThreadWatch): void {
  /** `run` makes the ticks, `api` answers. */
  const perThread =
    <Value>(measure: (figures: ThreadFigures) => Value) =>
    () => {
      const told: [{ thread: string }, Told<Value>][] = [[{ thread: 'api' }, measure(own.figures())]]
      if (live.runThread !== null) told.push([{ thread: 'run' }, measure(live.runThread)])
      return told
    }
  const labels = ['thread']
  metrics.histograms(
    'gridtokenx_event_loop_delay_seconds',
    'How late timers of a thread are.',
    labels,
    perThread(({ delay }) => delay),
  )
  metrics.counters(
    'gridtokenx_event_loop_active_seconds_total',
    'Time a thread worked.',
    labels,
    perThread(({ activeSeconds }) => activeSeconds),
  )
  metrics.counters(
    'gridtokenx_event_loop_idle_seconds_total',
    'Time a thread waited for something to do.',
    labels,
    perThread(({ idleSeconds }) => idleSeconds),
  )
  metrics.gauges(
    'gridtokenx_thread_heap_used_bytes',
    "Of a thread's JavaScript objects.",
    labels,
    perThread(({ heapUsedBytes }) => heapUsedBytes),
  )
  metrics.gauge(
    'gridtokenx_stream_clients',
    'Clients that follow the stream, by either protocol.',
    () => events.clients,
  )
  metrics.counter('gridtokenx_stream_events_total', 'Events of the stream; of this process.', () => events.published)
  metrics.counter(
    'gridtokenx_stream_dropped_clients_total',
    'Clients dropped because they read too slowly.',
    () => events.dropped,
  )
}
