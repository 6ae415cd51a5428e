/** @module What samples of a stretch of time add up to. */

import type { MeterSample } from './meter-sample.ts'

/** Sums; energies in milliwatt-hours. */
export interface SampleSums {
  readonly startMs: number
  readonly endMs: number
  /** Time that samples cover; less than the stretch where some are missing. */
  readonly coveredMs: number
  readonly imported: number
  readonly exported: number
  readonly generated: number
  readonly charged: number
  readonly discharged: number
  /** Each times the length of its interval [V·ms], [Hz·ms], [var·ms]. */
  readonly voltageMs: number
  readonly frequencyMs: number
  readonly reactiveMs: number
  /** All `qualityFlags` that occurred. */
  readonly quality: number
}

export function noSamples(startMs: number, endMs: number): SampleSums {
  return {
    startMs,
    endMs,
    coveredMs: 0,
    imported: 0,
    exported: 0,
    generated: 0,
    charged: 0,
    discharged: 0,
    voltageMs: 0,
    frequencyMs: 0,
    reactiveMs: 0,
    quality: 0,
  }
}

export function withSample(sums: SampleSums, sample: MeterSample): SampleSums {
  const { intervalMs } = sample
  return {
    startMs: sums.startMs,
    endMs: sums.endMs,
    coveredMs: sums.coveredMs + intervalMs,
    imported: sums.imported + sample.imported,
    exported: sums.exported + sample.exported,
    generated: sums.generated + sample.generated,
    charged: sums.charged + sample.charged,
    discharged: sums.discharged + sample.discharged,
    voltageMs: sums.voltageMs + sample.voltage * intervalMs,
    frequencyMs: sums.frequencyMs + sample.frequency * intervalMs,
    reactiveMs: sums.reactiveMs + reactivePower(sample) * intervalMs,
    quality: sums.quality | sample.quality,
  }
}

/** Two stretches, one behind the other, as one. */
export function joined(first: SampleSums, second: SampleSums): SampleSums {
  return {
    startMs: first.startMs,
    endMs: second.endMs,
    coveredMs: first.coveredMs + second.coveredMs,
    imported: first.imported + second.imported,
    exported: first.exported + second.exported,
    generated: first.generated + second.generated,
    charged: first.charged + second.charged,
    discharged: first.discharged + second.discharged,
    voltageMs: first.voltageMs + second.voltageMs,
    frequencyMs: first.frequencyMs + second.frequencyMs,
    reactiveMs: first.reactiveMs + second.reactiveMs,
    quality: first.quality | second.quality,
  }
}

export function isComplete({ startMs, endMs, coveredMs }: SampleSums): boolean {
  return coveredMs === endMs - startMs
}

/** Hours of a millisecond, and watts of a kilowatt-hour per hour: mWh / ms × 3600 = W. */
const WATTS_PER_MILLI_WH_AND_MS = 3600

/** Mean power of an energy over a time [W]. */
export function meanWatts(milliWh: number, durationMs: number): number {
  return (milliWh * WATTS_PER_MILLI_WH_AND_MS) / durationMs
}

/**
 * Reactive power of a sample [var], from active power P and power factor λ: Q = |P| √(1/λ² − 1).
 *
 * Positive, taken up from the grid: loads are inductive and inverters at unity unless told otherwise, and a power factor has
 * no sign. Zero without active power, of which there is no power factor.
 */
export function reactivePower({ imported, exported, intervalMs, powerFactor }: MeterSample): number {
  if (powerFactor <= 0 || powerFactor >= 1) return 0
  const active = Math.abs(meanWatts(imported - exported, intervalMs))
  return active * Math.sqrt(1 / powerFactor ** 2 - 1)
}
