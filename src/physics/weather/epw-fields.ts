/** @module The fields of an EPW data row this simulator reads: their columns, ranges and codes for "missing". */

import type { Problem } from '../../errors/problem.ts'

/** A numeric field of a data row. */
export interface EpwField {
  readonly name: string
  /** Position in the row, counted from 1 as the format's documentation does. */
  readonly column: number
  readonly unit: string
  readonly min: number
  readonly max: number
  /** Values from here up mean that nothing was measured. */
  readonly missing: number
}

/** Fields of a data row. */
export const EPW_FIELD_COUNT = 35

/**
 * Fields without which an hour cannot be simulated.
 *
 * Ranges and missing codes are the format's; irradiance, unbounded there, is bounded by what the sun can send: the
 * solar constant of 1361 W/m² at the Earth's closest to the sun is 1408 W/m², and hourly means stay below 1500.
 *
 * @see EnergyPlus Auxiliary Programs, "EnergyPlus Weather File (EPW) Data Dictionary"
 */
export const REQUIRED_FIELDS = {
  ambientC: { name: 'dry bulb temperature', column: 7, unit: '°C', min: -70, max: 70, missing: 99.9 },
  relativeHumidity: { name: 'relative humidity', column: 9, unit: '%', min: 0, max: 110, missing: 999 },
  ghiWm2: { name: 'global horizontal radiation', column: 14, unit: 'Wh/m²', min: 0, max: 1500, missing: 9999 },
  dniWm2: { name: 'direct normal radiation', column: 15, unit: 'Wh/m²', min: 0, max: 1500, missing: 9999 },
  dhiWm2: { name: 'diffuse horizontal radiation', column: 16, unit: 'Wh/m²', min: 0, max: 1500, missing: 9999 },
  windMs: { name: 'wind speed', column: 22, unit: 'm/s', min: 0, max: 40, missing: 999 },
} as const satisfies Record<string, EpwField>

/** Fields that only name the weather, and may be missing. */
export const TOTAL_SKY_COVER: EpwField = {
  name: 'total sky cover',
  column: 23,
  unit: 'tenths',
  min: 0,
  max: 10,
  missing: 99,
}
export const OPAQUE_SKY_COVER: EpwField = { ...TOTAL_SKY_COVER, name: 'opaque sky cover', column: 24 }
export const PRECIPITATION: EpwField = {
  name: 'liquid precipitation depth',
  column: 34,
  unit: 'mm',
  min: 0,
  max: 500,
  missing: 999,
}

const PRESENT_WEATHER_OBSERVATION_COLUMN = 27
const PRESENT_WEATHER_CODES_COLUMN = 28
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** The finite number a text spells in decimal, or NaN. */
export function decimal(text: string): number {
  return NUMBER.test(text.trim()) ? Number(text) : Number.NaN
}

/** Value of a field in a row; NaN if it is missing or no number. */
export function fieldValue(cells: readonly string[], field: EpwField): number {
  const value = decimal(cells[field.column - 1])
  return value >= field.missing ? Number.NaN : value
}

/**
 * What is wrong with a field in a row, or undefined.
 *
 * @param required - whether a missing value is a problem
 * @param source - file and line, to be told
 */
export function fieldProblem(
  cells: readonly string[],
  field: EpwField,
  required: boolean,
  source: string,
): Problem | undefined {
  const text = cells[field.column - 1].trim()
  const number = decimal(text)
  const key = `${field.name} (field ${field.column})`
  const expected = `a number from ${field.min} to ${field.max} ${field.unit}`
  if (number >= field.missing) {
    if (!required) return undefined
    const fix = `${field.missing} means "missing": fill the gap, or use a complete typical year`
    return { source, key, value: text, expected, fix }
  }
  if (number >= field.min && number <= field.max) return undefined
  return { source, key, value: text, expected }
}

/**
 * Whether an observer saw rain, rain showers, rain squalls or drizzle in this hour.
 *
 * Digits 2 and 3 of the nine present-weather digits are liquid precipitation, and 9 in a place means none. Without an
 * observation (indicator 9) or without nine digits nothing is known, which the format takes as no rain.
 *
 * @see EnergyPlus Auxiliary Programs, EPW Data Dictionary, "Field: Present Weather Codes"
 */
export function rainObserved(cells: readonly string[]): boolean {
  if (decimal(cells[PRESENT_WEATHER_OBSERVATION_COLUMN - 1]) !== 0) return false
  const codes = cells[PRESENT_WEATHER_CODES_COLUMN - 1].trim()
  return /^\d{9}$/.test(codes) && (codes[1] !== '9' || codes[2] !== '9')
}
