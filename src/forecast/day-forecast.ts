/** @module What is expected of the rest of a day, made of what an operator knows: sun, plant, calendar and the last hour. */

import { HOUR_MS } from '../time/local-clock.ts'
import type { MeanPower } from './mean-power.ts'
import { LOOK_BACK_MS, persistentIndex } from './smart-persistence.ts'

/** Length of a step; load profiles are straight within it [ms]. */
export const STEP_MS = HOUR_MS / 4
/** Instants at which the clear sky is looked at within a step. */
const LOOKS = 3

export interface ForecastInputs {
  /** Local midnights of the day [ms since 1970 UTC]. */
  readonly dayMs: readonly [from: number, to: number]
  /** The end of the last interval that was measured [ms since 1970 UTC]. */
  readonly nowMs: number
  /** Clear-sky generation of all arrays at an instant [kW]. */
  readonly clearKw: (epochMs: number) => number
  /** Expected load at an instant [kW]. */
  readonly loadKw: (epochMs: number) => number
  /** Generation so far; what is older than the last hour does not count. */
  readonly measured: readonly MeanPower[]
  /** What the clear-sky index is over the years, where the last hour says nothing. */
  readonly usualIndex: number
}

/** Mean powers over a step [kW]; what is past is not forecast. */
export interface ForecastStep {
  readonly endMs: number
  readonly clearKw: number
  readonly generationKw: number | null
  readonly loadKw: number | null
}

export interface DayForecast {
  /** Share of the clear-sky generation that is taken to arrive. */
  readonly clearSkyIndex: number
  /** What it is taken from. */
  readonly basis: 'last hour' | 'climate'
  readonly steps: readonly ForecastStep[]
}

/**
 * Smart persistence of generation under the clear sky, and the expected course of the load.
 *
 * P(t) = k · P_clear(t): k of the last hour is taken to stay. Never above the clear sky, and 0 without sun.
 *
 * @see the functions it wires, for their sources
 */
export function forecastDay(inputs: ForecastInputs): DayForecast {
  const { dayMs, nowMs, measured, usualIndex, loadKw } = inputs
  const clearMean = (fromMs: number, toMs: number): number => meanOf(inputs.clearKw, fromMs, toMs)
  const ends = stepEnds(dayMs)
  const clear = ends.map((endMs) => clearMean(endMs - STEP_MS, endMs))
  const lately = measured.filter(({ fromMs, toMs }) => toMs > nowMs - LOOK_BACK_MS && fromMs < nowMs)
  const index = persistentIndex(lately, clearMean, Math.max(0, ...clear))
  const clearSkyIndex = index ?? Math.max(0, Math.min(1, usualIndex))
  return {
    clearSkyIndex,
    basis: index === null ? 'climate' : 'last hour',
    steps: ends.map((endMs, i) => ({
      endMs,
      clearKw: clear[i],
      generationKw: endMs > nowMs ? clearSkyIndex * clear[i] : null,
      loadKw: endMs > nowMs ? loadKw(endMs - STEP_MS / 2) : null,
    })),
  }
}

function stepEnds([from, to]: ForecastInputs['dayMs']): readonly number[] {
  return Array.from({ length: Math.round((to - from) / STEP_MS) }, (_, i) => from + (i + 1) * STEP_MS)
}

function meanOf(at: (epochMs: number) => number, fromMs: number, toMs: number): number {
  const lengthMs = (toMs - fromMs) / LOOKS
  let sum = 0
  for (let look = 0; look < LOOKS; look++) sum += at(fromMs + (look + 0.5) * lengthMs)
  return sum / LOOKS
}
