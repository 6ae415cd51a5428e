/** @module A forecast as lines of a chart. */

import type { Forecast, ForecastStep } from '../api/api-types.ts'

const QUARTER_MS = 900_000

/**
 * The quarter of an hour that an instant lies in, its end included.
 *
 * @param fromMs - midnight that the day begins with [ms since 1970 UTC]
 */
export function forecastAt(forecast: Forecast | null, ms: number, fromMs: number): ForecastStep | undefined {
  return forecast?.items[Math.ceil((ms - fromMs) / QUARTER_MS) - 1]
}

/** Of a line that is nothing at night, the day with the zeros it begins and ends with: its name stands where it ends. */
export function withoutNight(values: readonly (number | null)[]): (number | null)[] {
  return values.map((value, i) =>
    value === 0 && (values[i - 1] ?? 0) === 0 && (values[i + 1] ?? 0) === 0 ? null : value,
  )
}
