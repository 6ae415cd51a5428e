/** @module Metrics of the process: its two busiest event loops, the health of its parts, and who follows the stream. */

import { HEALTH_STATES } from '../component-health.ts'
import type { ThreadFigures, ThreadWatch } from '../thread-watch.ts'
import type { MetricsSource } from './metrics-source.ts'
import type { Told, ToldMetrics } from './told-metrics.ts'

/** @param own - of the thread that answers */
export function addProcessMetrics(
  metrics: ToldMetrics,
  { live, events, health }: MetricsSource,
  own: ThreadWatch,
): void {
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
  metrics.gauges(
    'gridtokenx_component_status',
    'How each part of /health does: 0 ok, 1 degraded, 2 failed.',
    ['component'],
    async () =>
      (await health.look()).map(({ component, status }) => [{ component }, HEALTH_STATES.indexOf(status)] as const),
  )
  metrics.gauge('gridtokenx_disk_free_bytes', 'Free on the disk of the journal.', () => health.diskSpace?.freeBytes)
  metrics.gauge('gridtokenx_disk_size_bytes', 'Of the disk of the journal.', () => health.diskSpace?.sizeBytes)
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
