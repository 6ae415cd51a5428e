/** @module Metrics of the run itself: its ticks, how long they take and how late they are, its readings and their quality. */

import { METER_TYPES } from '../../campus/meter.ts'
import type { RunProgress } from '../../run/run-observer.ts'
import { QUALITY_REASONS } from '../../simulation/quality/quality-reasons.ts'
import type { MetricsSource } from './metrics-source.ts'
import type { ToldMetrics } from './told-metrics.ts'

const STATES = ['replaying', 'catching up', 'live', 'batch'] as const satisfies readonly RunProgress['state'][]

export function addSimulationMetrics(metrics: ToldMetrics, { live }: MetricsSource): void {
  const { run, programVersion } = live.facts
  const meters = new Map<string, number>()
  for (const { meter_type } of run.meters) meters.set(meter_type, (meters.get(meter_type) ?? 0) + 1)
  const ticks = (): number => live.lastTick?.snapshot.tick ?? 0
  const timing = () => live.measures

  metrics.gauges('gridtokenx_build_info', 'Always 1: which program this is.', ['version', 'node_version'], () => [
    [{ version: programVersion, node_version: process.version }, 1],
  ])
  metrics.gauges(
    'gridtokenx_run_info',
    'Always 1: which run this is.',
    ['run_id', 'campus', 'market', 'currency'],
    () => [[{ run_id: run.run_id, campus: run.campus, market: run.market, currency: run.currency }, 1]],
  )
  metrics.gauges('gridtokenx_run_state', '1 for the state the run is in.', ['state'], () =>
    STATES.map((state) => [{ state }, live.lastTick === null ? null : Number(live.lastTick.state === state)]),
  )
  metrics.gauge('gridtokenx_interval_seconds', 'Simulated time between two ticks.', () => run.interval_seconds)
  metrics.gauge('gridtokenx_speed_ratio', 'Simulated seconds per second, as it was asked for; 0 while paused.', () =>
    live.pace.isPaused ? 0 : live.pace.speed,
  )
  metrics.gauges('gridtokenx_meters', 'Meters of the campus.', ['meter_type'], () =>
    METER_TYPES.map((type) => [{ meter_type: type }, meters.get(type) ?? 0]),
  )

  metrics.counter('gridtokenx_ticks_total', 'Ticks since the start of the run.', ticks)
  metrics.counter('gridtokenx_late_ticks_total', 'Ticks of this process that began more than an interval late.', () =>
    live.lastTick === null ? 0 : live.lastTick.lateTicks,
  )
  metrics.gauge(
    'gridtokenx_last_tick_timestamp_seconds',
    'When the last tick was made, by the clock on the wall.',
    () => (live.lastTick === null ? null : live.lastToldMs / 1000),
  )
  metrics.gauge('gridtokenx_simulation_timestamp_seconds', 'Simulated time: the end of the last interval.', () =>
    live.lastTick === null ? null : live.lastTick.snapshot.timeMs / 1000,
  )
  metrics.histograms(
    'gridtokenx_tick_duration_seconds',
    'Time from when a tick could begin until it was recorded; of this process.',
    [],
    () => [[{}, timing()?.tickDuration]],
  )
  metrics.histograms(
    'gridtokenx_tick_lateness_seconds',
    'Time from when a live tick was due until it began; of this process.',
    [],
    () => [[{}, timing()?.tickLateness]],
  )

  metrics.counters('gridtokenx_readings_total', 'Readings since the start of the run.', ['meter_type'], () =>
    METER_TYPES.map((type) => [{ meter_type: type }, (meters.get(type) ?? 0) * ticks()]),
  )
  metrics.counters('gridtokenx_quality_readings_total', 'Readings since the start of the run.', ['quality'], () => {
    const { estimated, suspect } = live.measures?.run ?? { estimated: null, suspect: null }
    if (estimated === null) return []
    const good = run.meters.length * ticks() - estimated - suspect
    return [
      [{ quality: 'good' }, good],
      [{ quality: 'estimated' }, estimated],
      [{ quality: 'suspect' }, suspect],
    ]
  })
  metrics.counters(
    'gridtokenx_quality_reasons_total',
    'Readings that are not good, by reason; one can have several.',
    ['reason'],
    () => QUALITY_REASONS.map((reason) => [{ reason }, live.measures?.run.reasons[reason]]),
  )
}
