/** @module Which type each meter of a generated fleet has, so that the shares hold for a fleet of any size. */

import { METER_TYPES } from './meter.ts'

/** Products of a share and a count that differ by less are a tie: 0.1 × 3 and 0.3 must not be told apart. */
const TIE_TOLERANCE = 1e-9

/**
 * The type of every meter, as an index into METER_TYPES: the next meter takes the type furthest below its share.
 *
 * Type of meter n = argmax over i of (share_i · n − count_i), n from 1; ties go to the earlier type. The first m types
 * of a longer sequence are the sequence of length m, so a meter keeps its type whatever the size of the fleet.
 *
 * @param size - number of meters
 * @param shares - share of each type in the order of METER_TYPES; they sum to 1
 * @returns `size` indices into METER_TYPES
 *
 * At every length each count is within one of share · length for all shares in whole percents (and in general never
 * more than 1 above, nor more than 1/2 + 1/3 + 1/4 below: finer shares can leave a very rare type that late).
 * @see Tijdeman, R. (1980), The chairman assignment problem, Discrete Mathematics 32(3), 323–330,
 *   doi:10.1016/0012-365X(80)90269-1
 */
export function meterTypeSequence(size: number, shares: readonly number[]): Uint8Array {
  const sequence = new Uint8Array(size)
  const counts = METER_TYPES.map(() => 0)
  for (let n = 1; n <= size; n++) {
    let chosen = 0
    let furthest = Number.NEGATIVE_INFINITY
    for (let type = 0; type < counts.length; type++) {
      const behind = shares[type] * n - counts[type]
      if (behind > furthest + TIE_TOLERANCE) {
        furthest = behind
        chosen = type
      }
    }
    counts[chosen]++
    sequence[n - 1] = chosen
  }
  return sequence
}
