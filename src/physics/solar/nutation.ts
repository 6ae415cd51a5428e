/** @module The nodding of the Earth's axis: nutation and the obliquity of the ecliptic. */

import { RADIANS_PER_DEGREE } from './angle.ts'
import { NUTATION_ROW_LENGTH, NUTATION_TERMS } from './spa-terms.ts'

/** Arguments X0 to X4 as cubics in Julian ephemeris centuries, constant first [°]. */
const ARGUMENT_COEFFICIENTS: readonly (readonly number[])[] = [
  [297.85036, 445267.11148, -0.0019142, 1 / 189474],
  [357.52772, 35999.05034, -0.0001603, -1 / 300000],
  [134.96298, 477198.867398, 0.0086972, 1 / 56250],
  [93.27191, 483202.017538, -0.0036825, 1 / 327270],
  [125.04452, -1934.136261, 0.0020708, 1 / 450000],
]

/** Mean obliquity ε0 as a polynomial in units of 10 000 Julian years, constant first [″]. */
const MEAN_OBLIQUITY_COEFFICIENTS: readonly number[] = [
  84381.448, -4680.93, -1.55, 1999.25, -51.38, -249.67, -39.05, 7.12, 27.87, 5.79, 2.45,
]

/** 0.0001″ per degree. */
const TABLE_UNITS_PER_DEGREE = 36_000_000

export interface Nutation {
  /** Nutation in longitude, Δψ [°]. */
  readonly longitudeDeg: number
  /** Nutation in obliquity, Δε [°]. */
  readonly obliquityDeg: number
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)
}

/**
 * Nutation in longitude and obliquity: Σ (a + b·t)·sin(Σ Xj·Yj) and Σ (c + d·t)·cos(Σ Xj·Yj).
 *
 * @param centuries - Julian ephemeris centuries since J2000, JCE
 * @returns Δψ and Δε [°]
 * @see NREL/TP-560-34302, section 3.4
 */
export function nutation(centuries: number): Nutation {
  const argument = ARGUMENT_COEFFICIENTS.map((row) => polynomial(row, centuries) * RADIANS_PER_DEGREE)
  const [x0, x1, x2, x3, x4] = argument
  const term = NUTATION_TERMS
  let longitude = 0
  let obliquity = 0
  for (let i = 0; i < term.length; i += NUTATION_ROW_LENGTH) {
    const angle = term[i] * x0 + term[i + 1] * x1 + term[i + 2] * x2 + term[i + 3] * x3 + term[i + 4] * x4
    longitude += (term[i + 5] + term[i + 6] * centuries) * Math.sin(angle)
    obliquity += (term[i + 7] + term[i + 8] * centuries) * Math.cos(angle)
  }
  return { longitudeDeg: longitude / TABLE_UNITS_PER_DEGREE, obliquityDeg: obliquity / TABLE_UNITS_PER_DEGREE }
}

/**
 * Mean obliquity of the ecliptic, ε0.
 *
 * @param millennia - Julian ephemeris millennia since J2000, JME; the polynomial holds for ± 10
 * @returns obliquity [°]
 * @see NREL/TP-560-34302, section 3.5
 */
export function meanObliquityDeg(millennia: number): number {
  return polynomial(MEAN_OBLIQUITY_COEFFICIENTS, millennia / 10) / 3600
}
