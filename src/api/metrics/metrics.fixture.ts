/** @module What a run tells for its metrics, for tests. */

import type { SinkStatus } from '../../delivery/sink-status.ts'
import type { HistogramFigures } from '../../time/duration-histogram.ts'
import type { LiveMeasures } from '../live-campus.ts'

export const KAFKA: SinkStatus = {
  name: 'kafka',
  state: 'suspended',
  sinceMs: 5_000,
  records: 1200,
  readings: 1,
  delivered: 300,
  behindBytes: 77,
  latestReading: null,
  segment: null,
  failures: 3,
  errors: 9,
  retries: 8,
  lastError: 'gone',
}

const TICKS: HistogramFigures = { bounds: [0.01, 0.1], counts: [2, 1, 1], sumSeconds: 0.75 }
const ENERGY = { generated: 6, discharged: 1, imported: 3, consumed: 7, charged: 2, exported: 1 }
const NO_REASONS = {
  missing: 0,
  energy_imbalance: 0,
  out_of_range: 0,
  rate_of_change: 0,
  stuck: 0,
  register_mismatch: 0,
  register_regression: 0,
  clock_error: 0,
  duplicate: 0,
  out_of_order: 0,
  generation_anomaly: 0,
  consumption_anomaly: 0,
}

export const MEASURES: LiveMeasures = {
  tickDuration: TICKS,
  tickLateness: { ...TICKS, counts: [4, 0, 0], sumSeconds: 0.004 },
  opportunities: 12,
  certificates: { issuedKwh: 6, activeKwh: 3, retiredKwh: 0, claimedKwh: 2, expiredKwh: 1, uncertifiedKwh: 0.5 },
  run: {
    energyKwh: { Solar_Prosumer: ENERGY, Grid_Consumer: ENERGY, Hybrid_Prosumer: ENERGY, Battery_Storage: ENERGY },
    estimated: 1,
    suspect: 2,
    reasons: { ...NO_REASONS, missing: 1, stuck: 2 },
    market: { slots: 5, trades: 7, tradedKwh: 2 },
    avoidedKg: 0.25,
  },
}
