/** @module ΔT, by how much the turning Earth lags behind uniform time. */

import { daysSinceJ2000 } from './julian-day.ts'

/** A polynomial in y − `origin`, valid for years before `before`. */
interface DeltaTPolynomial {
  readonly before: number
  readonly origin: number
  /** From the constant upwards [s]. */
  readonly coefficients: readonly number[]
}

/**
 * Polynomials of ΔT for 1900 to 2050.
 *
 * @see F. Espenak, J. Meeus, "Five Millennium Canon of Solar Eclipses", NASA/TP-2006-214141, section 2.7;
 *   https://eclipse.gsfc.nasa.gov/SEcat5/deltatpoly.html
 */
const DELTA_T_POLYNOMIALS: readonly DeltaTPolynomial[] = [
  { before: 1920, origin: 1900, coefficients: [-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197] },
  { before: 1941, origin: 1920, coefficients: [21.2, 0.84493, -0.0761, 0.0020936] },
  { before: 1961, origin: 1950, coefficients: [29.07, 0.407, -1 / 233, 1 / 2547] },
  { before: 1986, origin: 1975, coefficients: [45.45, 1.067, -1 / 260, -1 / 718] },
  {
    before: 2005,
    origin: 2000,
    coefficients: [63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599],
  },
  { before: 2050, origin: 2000, coefficients: [62.92, 0.32217, 0.005589] },
]

/** The long-term parabola −20 + 32·((y − 1820)/100)², bent to meet the polynomials between 2050 and 2150. */
function longTermDeltaT(decimalYear: number): number {
  const centuries = (decimalYear - 1820) / 100
  return -20 + 32 * centuries * centuries - 0.5628 * Math.max(0, 2150 - decimalYear)
}

function deltaTSecondsOfYear(decimalYear: number): number {
  const piece = DELTA_T_POLYNOMIALS.find(({ before }) => decimalYear < before)
  if (piece === undefined) return longTermDeltaT(decimalYear)
  const t = decimalYear - piece.origin
  return piece.coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0)
}

/**
 * ΔT = terrestrial time − universal time in the middle of a month.
 *
 * @param year - calendar year, 1900 or later
 * @param month - 1 to 12
 * @returns ΔT [s]; after about 2005 a prediction (several seconds off by 2025, which moves the sun by less than
 *   0.0001°)
 * @see F. Espenak, J. Meeus, NASA/TP-2006-214141
 */
export function deltaTSeconds(year: number, month: number): number {
  return deltaTSecondsOfYear(year + (month - 0.5) / 12)
}

/**
 * ΔT at an instant, the same polynomials without steps between months.
 *
 * @param epochMs - instant [ms since 1970-01-01 UTC], 1900 or later
 * @returns ΔT [s]
 */
export function deltaTSecondsAt(epochMs: number): number {
  return deltaTSecondsOfYear(2000 + (daysSinceJ2000(epochMs) + 0.5) / 365.2425)
}
