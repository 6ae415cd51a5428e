/** @module Feeds measured loads to the meters a recording names. */

import type { Fleet } from '../campus/meter.ts'
import { type LoadReplay, type LoadSeries, meanKw } from '../physics/load/load-replay.ts'

/** The recorded series of a fleet's meters, in meter order. */
export class LoadReplayer {
  /** Indices of the replayed meters, ascending. */
  readonly meters: Int32Array
  readonly #series: readonly LoadSeries[]

  constructor(fleet: Fleet, replay: LoadReplay | null) {
    const meters: number[] = []
    const series: LoadSeries[] = []
    for (let i = 0; replay !== null && i < fleet.size && meters.length < replay.meters.size; i++) {
      const recorded = replay.meters.get(fleet.meter(i).meterId)
      if (recorded !== undefined) {
        meters.push(i)
        series.push(recorded)
      }
    }
    this.meters = Int32Array.from(meters)
    this.#series = series
  }

  /**
   * Mean recorded load of each replayed meter over an interval.
   *
   * @param out - receives [kW], NaN where the recording does not cover the interval
   */
  meanKw(fromMs: number, toMs: number, out: Float64Array): void {
    for (let k = 0; k < this.#series.length; k++) {
      out[k] = meanKw(this.#series[k], fromMs, toMs)
    }
  }
}
