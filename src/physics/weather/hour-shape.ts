/** @module How an hour's recorded mean irradiance is spread over the intervals of that hour. */

export const HOUR_MS = 3_600_000

/**
 * The shape of one hour on a grid of intervals.
 *
 * The grid cuts the hour into pieces; a piece's irradiance is the hour's mean times its factor. Factors follow the
 * sine of the sun's elevation at the middle of the piece and their mean, weighted by the pieces' lengths, is 1, so
 * whatever the grid the hour keeps its energy. Where the sun stays below the horizon all factors are 1.
 */
export class HourShape {
  /** Factor of each piece of the hour. */
  readonly factors: Float64Array
  readonly #intervalMs: number
  #hour = Number.NaN
  #phaseMs = Number.NaN
  #firstEdgeMs = 0
  #sunUpShare = 0

  /** @param intervalMs - length of an interval [ms] */
  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs
    this.factors = new Float64Array(Math.ceil(HOUR_MS / intervalMs) + 1)
  }

  /** Share of the hour with the sun above the horizon, 0 to 1, as far as the grid can tell. */
  get sunUpShare(): number {
    return this.#sunUpShare
  }

  /** Whether this is the shape of an hour on a grid already. */
  holds(hour: number, phaseMs: number): boolean {
    return hour === this.#hour && phaseMs === this.#phaseMs
  }

  /**
   * Becomes the shape of an hour.
   *
   * @param hour - whole hours of file time since 1970-01-01, at the hour's start
   * @param phaseMs - where the grid's edges lie: one edge is at this instant of file time [ms]
   * @param elevationSine - max(0, sine of the sun's elevation) at an instant of file time [ms]
   */
  reshape(hour: number, phaseMs: number, elevationSine: (fileMs: number) => number): void {
    const { factors } = this
    const interval = this.#intervalMs
    const start = hour * HOUR_MS
    const end = start + HOUR_MS
    this.#hour = hour
    this.#phaseMs = phaseMs
    this.#firstEdgeMs = phaseMs + (Math.floor((start - phaseMs) / interval) + 1) * interval

    let count = 0
    let total = 0
    let sunUp = 0
    for (let from = start; from < end; count++) {
      const to = Math.min(end, this.#firstEdgeMs + count * interval)
      factors[count] = elevationSine((from + to) / 2)
      total += factors[count] * (to - from)
      if (factors[count] > 0) sunUp += to - from
      from = to
    }
    this.#sunUpShare = sunUp / HOUR_MS
    if (total > 0) {
      for (let piece = 0; piece < count; piece++) factors[piece] *= HOUR_MS / total
    } else {
      factors.fill(1, 0, count)
    }
  }

  /** Factor of the piece that starts at an instant of this hour: at its start or at an edge of the grid [ms]. */
  factorFrom(fromMs: number): number {
    if (fromMs < this.#firstEdgeMs) return this.factors[0]
    return this.factors[Math.round((fromMs - this.#firstEdgeMs) / this.#intervalMs) + 1]
  }
}
