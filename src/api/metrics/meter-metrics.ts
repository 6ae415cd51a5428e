/** @module Metrics of each meter, for whoever asks for them: as many series as there are meters. */

import { Registry } from 'prom-client'
import type { JournalRecord } from '../../journal/record-batch.ts'
import type { MeterEntry } from '../../journal/run-manifest.ts'
import { ApiProblem } from '../api-problem.ts'
import { meterWithState } from '../meter-state.ts'
import { type MetricEntry, type Told, ToldMetrics } from './told-metrics.ts'

/** Seven series each: more than this no Prometheus takes at once. */
const MOST_METERS = 10_000
const WATT_PER_KW = 1000

type LiveState = NonNullable<ReturnType<typeof meterWithState>['live']>
/** What each meter of a campus measured last; null before its first reading. */
type Measured = Iterable<readonly [meterId: string, live: LiveState | null]>

/**
 * @param readings - each meter's latest
 * @throws ApiProblem when there are too many meters
 */
export function meterMetrics(
  meters: readonly MeterEntry[],
  readings: ReadonlyMap<string, JournalRecord>,
): Promise<string> {
  if (meters.length > MOST_METERS) {
    const detail = `This campus has ${meters.length} meters; at most ${MOST_METERS} are told one by one.`
    throw new ApiProblem(422, detail, {
      errors: [{ in: 'query', field: 'meters', value: 'true', expected: 'false for so large a campus' }],
    })
  }
  const measured = meters.map((meter) => {
    const { live } = meterWithState(meter, readings.get(meter.meter_id))
    return [meter.meter_id, live] as const
  })
  return metricsOf(measured).registry.metrics()
}

/** What is written down about them. */
export function meterMetricEntries(): readonly MetricEntry[] {
  return metricsOf([]).entries
}

function metricsOf(measured: Measured): ToldMetrics {
  const metrics = new ToldMetrics(new Registry())
  const gauge = (name: string, help: string, value: (live: LiveState) => Told): void =>
    metrics.gauges(`gridtokenx_meter_${name}`, help, ['meter_id'], () =>
      Array.from(measured, ([meter_id, live]) => [{ meter_id }, live === null ? null : value(live)] as const),
    )
  gauge('generation_watts', 'AC power of its array.', (live) => live.generation_kw * WATT_PER_KW)
  gauge('load_watts', 'Power its load drew.', (live) => live.load_kw * WATT_PER_KW)
  gauge('battery_watts', 'Power into its battery; negative out of it.', (live) => live.battery_kw * WATT_PER_KW)
  gauge('grid_watts', 'Power it imports; negative when it exports.', (live) => live.grid_kw * WATT_PER_KW)
  gauge('state_of_charge_ratio', 'Of its battery.', (live) =>
    live.state_of_charge === null ? null : live.state_of_charge / 100,
  )
  gauge('voltage_volts', 'Phase to neutral.', (live) => live.voltage)
  gauge('reading_good', '1 when its last reading is good, 0 when it is estimated or suspect.', (live) =>
    Number(live.quality === 'good'),
  )
  return metrics
}
