/** @module The low-voltage network under a generated fleet: one transformer per forty homes, four lines of ten. */

import type { Feeder, FeederConnection } from './meter.ts'

export const METERS_PER_FEEDER = 40

/** Meters along one line from the transformer: short lines keep the voltage of forty homes within its band. */
const METERS_PER_LINE = 10

/** Cable between two neighbours, or from the transformer to the first home [m]. */
export const CABLE_RANGE_M: readonly [from: number, to: number] = [15, 40]

/**
 * A distribution transformer of 250 kVA.
 *
 * @see IEC 60076-5:2006 table 1: 4 % short-circuit impedance up to 630 kVA. With load losses of 3.25 kW (EN 50464-1,
 *   list Ck) the resistance is 1.3 % and X/R = √(4² − 1.3²)/1.3 = 2.9
 */
const TRANSFORMER = { transformerKva: 250, impedancePercent: 4, xrRatio: 2.9 }

const ID_DIGITS = 3

/** The feeders of a generated fleet of `size` meters; the last one may be partly filled. */
export function generatedFeeders(size: number): readonly Feeder[] {
  return Array.from({ length: Math.ceil(size / METERS_PER_FEEDER) }, (_, feeder) => ({
    id: `Feeder_${String(feeder + 1).padStart(ID_DIGITS, '0')}`,
    ...TRANSFORMER,
  }))
}

/** First meter of each feeder, closed by `size`. */
export function generatedFeederStart(size: number): Int32Array {
  const count = Math.ceil(size / METERS_PER_FEEDER)
  return Int32Array.from({ length: count + 1 }, (_, feeder) => Math.min(size, feeder * METERS_PER_FEEDER))
}

/**
 * Where meter `index` of a generated fleet hangs: behind its neighbour, the first of each line behind the transformer.
 *
 * @param index - the meter's index in the fleet
 * @param uniform - a deviate in (0, 1) that chooses the cable length
 */
export function generatedConnection(index: number, uniform: number): FeederConnection {
  const [from, to] = CABLE_RANGE_M
  return {
    feeder: Math.floor(index / METERS_PER_FEEDER),
    upstream: index % METERS_PER_LINE === 0 ? -1 : index - 1,
    cableM: Math.round(from + (to - from) * uniform),
  }
}
