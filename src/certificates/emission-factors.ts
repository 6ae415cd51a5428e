/** @module Emission factors of the grid over time: published ones, by name. */

import type { EmissionFactorName } from '../config/settings.ts'

/** What the grid emits per energy. */
export interface EmissionFactors {
  /**
   * Mean over an interval.
   *
   * @param fromMs - its begin [ms since 1970-01-01 UTC]
   * @param toMs - its end, after the begin [ms since 1970-01-01 UTC]
   * @returns [kg CO2e/kWh], to the microgram; NaN where nothing is known
   */
  meanKgPerKwh(fromMs: number, toMs: number): number
}

/** Factors that say for which time they are known [ms since 1970-01-01 UTC]; infinite where one holds for good. */
export interface DatedEmissions extends EmissionFactors {
  readonly fromMs: number
  readonly toMs: number
}

/** A published factor. */
export interface EmissionFactor {
  readonly name: EmissionFactorName
  readonly kgPerKwh: number
  /** First day of its validity, ISO 8601; null where the publisher states none. */
  readonly validFrom: string | null
  readonly source: string
}

/** Published factors; upstream emissions of fuels (scope 3) stand apart and are never added to the others. */
export const EMISSION_FACTORS: readonly EmissionFactor[] = [
  {
    name: 'compatibility',
    kgPerKwh: 0.7,
    validFrom: null,
    source:
      "The simulator's original default, kept so that results stay comparable; above any published figure for Thailand.",
  },
  {
    name: 'thailand-tgo-2016-2018',
    kgPerKwh: 0.4999,
    validFrom: null,
    source: 'Thailand Greenhouse Gas Management Organization (TGO): grid mix 2016–2018; accepted until 2026-03-31.',
  },
  {
    name: 'thailand-tgo-2026',
    kgPerKwh: 0.475,
    validFrom: '2026-01-01',
    source: 'TGO: generation, transmission and distribution losses, scope 2 (The Nation, 2025-11-30).',
  },
  {
    name: 'thailand-tgo-2026-upstream',
    kgPerKwh: 0.0812,
    validFrom: '2026-01-01',
    source: 'TGO: extraction, refining and transport of fuels, scope 3 (The Nation, 2025-11-30).',
  },
]

/** Factors that follow one another, each from the first day of its validity. */
const SUCCESSIONS: Partial<Record<EmissionFactorName, readonly EmissionFactorName[]>> = {
  'thailand-tgo': ['thailand-tgo-2016-2018', 'thailand-tgo-2026'],
}

/** Days begin in the time zone of the grid. */
const MIDNIGHT = 'T00:00:00+07:00'

/** Micrograms per kilowatt-hour. */
const DECIMALS = 1e9

/** A mean without the binary fractions that no publisher wrote [kg CO2e/kWh]. */
export function roundedMean(kgPerKwh: number): number {
  return Math.round(kgPerKwh * DECIMALS) / DECIMALS
}

const ALL_TIMES = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY } as const

/** One factor for all times. */
export function constantEmissions(kgPerKwh: number): DatedEmissions {
  return { ...ALL_TIMES, meanKgPerKwh: () => kgPerKwh }
}

/**
 * Published factors by name: one of `EMISSION_FACTORS` for all times, or `thailand-tgo`, which changes with the
 * publisher's dates.
 */
export function namedEmissions(name: EmissionFactorName): DatedEmissions {
  const names = SUCCESSIONS[name] ?? [name]
  const factors = EMISSION_FACTORS.filter((factor) => names.includes(factor.name))
  if (factors.length === 1) {
    return constantEmissions(factors[0].kgPerKwh)
  }
  // The first of them stands for all times before.
  const fromMs = factors.map(({ validFrom }) => Date.parse(`${validFrom ?? '0000-01-01'}${MIDNIGHT}`))
  return { ...ALL_TIMES, meanKgPerKwh: (beginMs, endMs) => roundedMean(meanOfSteps(fromMs, factors, beginMs, endMs)) }
}

function meanOfSteps(
  fromMs: readonly number[],
  factors: readonly EmissionFactor[],
  beginMs: number,
  endMs: number,
): number {
  let kgPerKwh = 0
  for (let i = 0; i < factors.length; i++) {
    const begin = Math.max(beginMs, fromMs[i])
    const end = i + 1 < factors.length ? Math.min(endMs, fromMs[i + 1]) : endMs
    kgPerKwh += (factors[i].kgPerKwh * Math.max(0, end - begin)) / (endMs - beginMs)
  }
  return kgPerKwh
}
