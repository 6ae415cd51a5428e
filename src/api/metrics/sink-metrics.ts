/** @module Metrics of the destinations records are delivered to. */

import type { SinkState, SinkStatus } from '../../delivery/sink-status.ts'
import type { MetricsSource } from './metrics-source.ts'
import type { Told, ToldMetrics } from './told-metrics.ts'

const STATES = [
  'connecting',
  'delivering',
  'caught up',
  'retrying',
  'suspended',
  'failed',
  'done',
] as const satisfies readonly SinkState[]
const UP: readonly SinkState[] = ['delivering', 'caught up', 'done']

export function addSinkMetrics(metrics: ToldMetrics, { live }: MetricsSource): void {
  const perSink = (measure: (sink: SinkStatus) => Told) => () =>
    live.sinks.map((sink) => [{ sink: sink.name }, measure(sink)] as const)
  /** Readings the run has made and the destination has not. */
  const lacking = ({ readings }: SinkStatus): Told =>
    readings === null || live.lastTick === null
      ? null
      : Math.max(0, live.lastTick.snapshot.tick * live.facts.run.meters.length - readings)
  const labels = ['sink']

  metrics.gauges('gridtokenx_sink_up', '1 while it takes records, 0 while it does not.', labels, () =>
    live.sinks.map(({ name, state }) => [{ sink: name }, Number(UP.includes(state))]),
  )
  metrics.gauges('gridtokenx_sink_state', '1 for the state it is in.', ['sink', 'state'], () =>
    live.sinks.flatMap((sink) =>
      STATES.map((state) => [{ sink: sink.name, state }, Number(sink.state === state)] as const),
    ),
  )
  metrics.gauges(
    'gridtokenx_sink_breaker_open',
    '1 while it is only tried now and then, after failures in a row.',
    labels,
    () => live.sinks.map(({ name, state }) => [{ sink: name }, Number(state === 'suspended')]),
  )
  metrics.gauges(
    'gridtokenx_sink_state_timestamp_seconds',
    'When it entered its state.',
    labels,
    perSink(({ sinceMs }) => sinceMs / 1000),
  )
  metrics.gauges(
    'gridtokenx_sink_queue_bytes',
    'What waits for it in the journal.',
    labels,
    perSink(({ behindBytes }) => behindBytes),
  )
  metrics.gauges(
    'gridtokenx_sink_queue_readings',
    'Readings that wait for it in the journal.',
    labels,
    perSink(lacking),
  )
  metrics.gauges(
    'gridtokenx_sink_lag_seconds',
    'Simulated time by which its readings are behind.',
    labels,
    perSink((sink) => {
      const readings = lacking(sink)
      const { meters, interval_seconds } = live.facts.run
      return typeof readings === 'number' ? (readings / Math.max(1, meters.length)) * interval_seconds : readings
    }),
  )
  metrics.counters(
    'gridtokenx_sink_records_total',
    'Records of the run that it has.',
    labels,
    perSink(({ records }) => records),
  )
  metrics.counters(
    'gridtokenx_sink_delivered_records_total',
    'Records this process delivered.',
    labels,
    perSink(({ delivered }) => delivered),
  )
  metrics.counters(
    'gridtokenx_sink_errors_total',
    'Failed attempts to deliver; of this process.',
    labels,
    perSink(({ errors }) => errors),
  )
  metrics.counters(
    'gridtokenx_sink_retries_total',
    'Attempts to deliver after a failed one; of this process.',
    labels,
    perSink(({ retries }) => retries),
  )
  metrics.gauges(
    'gridtokenx_sink_failures_in_a_row',
    'Failed attempts since the last that was not.',
    labels,
    perSink(({ failures }) => failures),
  )
}
