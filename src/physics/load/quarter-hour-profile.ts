/** @module From hourly means to a continuous course that keeps every one of them. */

/** Quarter hours of a day. */
export const QUARTERS_PER_DAY = 96

/** Hours the course of a day depends on: two of the day before, its own 24, two of the day after. */
export const HOURS_AROUND_DAY = 28

/**
 * Values at the quarter hours of a day, 0:00 to 24:00, which joined by straight lines keep every hourly mean.
 *
 * In an hour of mean m with edge values a, b and slope s the course runs through a, v − s/4, v, v + s/4, b with
 * v = (8m − a − b)/6, so that its mean is m. The slope is the smaller of the two differences to the neighbouring hours,
 * zero at an extremum: a straight rise stays straight, a plateau stays flat, and beside a step the course leaves the
 * means by no more than a twelfth of it. Edge values are the mean of what both hours extrapolate, at most twice the
 * smaller hour: continuous, and never negative when no mean is.
 *
 * @param means - hourly means from two hours before the day to two hours after it (28 values)
 * @param out - receives the 97 values, which share their first and last with the neighbouring days
 * @see M. D. Rymes, D. R. Myers, 2001, Mean preserving algorithm for smoothly interpolating averaged data, Solar Energy
 *   71(4), doi:10.1016/S0038-092X(01)00052-4 (the problem)
 * @see B. van Leer, 1979, Towards the ultimate conservative difference scheme V, doi:10.1016/0021-9991(79)90145-1 (the
 *   limited slope)
 */
export function quarterHourProfile(means: ArrayLike<number>, out: Float64Array): void {
  out[0] = edge(means, 1)
  for (let hour = 0; hour < 24; hour++) {
    const cell = hour + 2
    const quarter = 4 * hour
    const end = edge(means, cell)
    const centre = (8 * means[cell] - out[quarter] - end) / 6
    const rise = slope(means, cell) / 4
    out[quarter + 1] = centre - rise
    out[quarter + 2] = centre
    out[quarter + 3] = centre + rise
    out[quarter + 4] = end
  }
}

/** Value at the boundary of an hour and the next. */
function edge(means: ArrayLike<number>, cell: number): number {
  const before = means[cell] + slope(means, cell) / 2
  const after = means[cell + 1] - slope(means, cell + 1) / 2
  return Math.min((before + after) / 2, 2 * means[cell], 2 * means[cell + 1])
}

/** The smaller of the differences to both neighbours, zero when they point apart (minmod). */
function slope(means: ArrayLike<number>, cell: number): number {
  const left = means[cell] - means[cell - 1]
  const right = means[cell + 1] - means[cell]
  if (left * right <= 0) {
    return 0
  }
  return Math.abs(left) < Math.abs(right) ? left : right
}
