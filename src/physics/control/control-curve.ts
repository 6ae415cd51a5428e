/** @module The characteristic an inverter follows: a value over the voltage, straight between given points. */

/** Most points of a curve, as many as IEEE 2030.5-2018 allows (DERCurve, CurveData). */
export const MAX_CURVE_POINTS = 10

/** Numbers a curve takes in a column: x and y of each point, NaN behind the last. */
export const CURVE_NUMBERS = 2 * MAX_CURVE_POINTS

/**
 * The value of a curve.
 *
 * Straight lines between the points, constant before the first and behind the last; where two points share an x, the
 * later one holds from there on.
 *
 * @param points - x and y in turn, x ascending, NaN behind the last point
 * @param start - index of the first point's x; the curve has CURVE_NUMBERS numbers from there on, and at least one point
 * @param x - where to read it
 * @see IEEE 1547-2018, clauses 5.3.3 (voltage–reactive power) and 5.4.2 (voltage–active power)
 */
export function curveValue(points: Float64Array, start: number, x: number): number {
  let at = start
  const end = start + CURVE_NUMBERS
  while (at < end && points[at] <= x) at += 2
  if (at === start) return points[start + 1]
  const [x0, y0] = [points[at - 2], points[at - 1]]
  if (at === end || Number.isNaN(points[at])) return y0
  return y0 + ((points[at + 1] - y0) * (x - x0)) / (points[at] - x0)
}
