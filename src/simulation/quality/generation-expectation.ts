/** @module The generation a head-end expects of each meter's array from the irradiance on it. */

import { inverterAcKw } from '../../physics/solar/inverter.ts'
import { milliWhPerKw } from '../../units/energy.ts'
import type { RangeControls } from '../commands/range-controls.ts'
import type { FleetParameters } from '../fleet-parameters.ts'
import type { SiteConditions } from '../site-conditions.ts'

/**
 * Room for the meter and the irradiance sensor: a share of the expected energy, and a share of the inverter's rating.
 *
 * The simulated expectation is exact; a class 1 meter, a class B pyranometer and soiling leave about this.
 *
 * @see IEC 62053-21:2020; ISO 9060:2018
 */
const RELATIVE_TOLERANCE = 0.05
const RATING_TOLERANCE = 0.01

export class GenerationExpectation {
  /** Expected energy of the present interval [mWh]; 0 without PV and by night. */
  readonly expected: Float64Array
  /** Inverter rating times the interval [mWh]; 0 without PV, and where nothing can be expected. */
  readonly rated: Float64Array
  readonly #parameters: FleetParameters
  readonly #perKw: number

  constructor(parameters: FleetParameters, intervalSeconds: number) {
    const { from, to } = parameters
    this.#parameters = parameters
    this.#perKw = milliWhPerKw(intervalSeconds)
    this.expected = new Float64Array(to - from)
    this.rated = new Float64Array(to - from)
  }

  /**
   * Prepares a tick.
   *
   * @param controls - what arrays are told: one that is limited is expected to give no more than it may, and one that
   *   follows a target with its battery cannot be told from outside
   */
  update({ planeDcPerKwp }: SiteConditions, controls: RangeControls | null): void {
    const { pvMeter, pvKwp, pvInverterKw, pvPlane } = this.#parameters
    for (let p = 0; p < pvMeter.length; p++) {
      const i = pvMeter[p]
      const possible = this.#perKw * inverterAcKw(pvKwp[p] * planeDcPerKwp[pvPlane[p]], pvInverterKw[p])
      this.expected[i] = controls === null ? possible : Math.min(possible, controls.generationLimit(i))
      this.rated[i] = controls?.isSteered(i) === true ? 0 : pvInverterKw[p] * this.#perKw
    }
  }

  /** Whether an energy is within what meter and sensor leave. */
  isUsual(i: number, generated: number): boolean {
    return isNear(generated, this.expected[i], this.rated[i])
  }

  /**
   * Marks generation that is unusual while the neighbours' is not: a whole feeder that deviates has another cause, such
   * as haze or a sensor gone wrong.
   *
   * @param first - first meter of a feeder, and `last` the one behind its last
   * @param reasons - masks of the range; meters with one of `unusable` count for nothing
   * @param mark - what to add to the mask
   */
  markAnomalies(
    generated: Float64Array,
    reasons: Uint16Array,
    [first, last]: readonly [number, number],
    unusable: number,
    mark: number,
  ): void {
    const { expected, rated } = this
    let sum = 0
    let expectedSum = 0
    let ratedSum = 0
    for (let i = first; i < last; i++) {
      if (rated[i] === 0 || (reasons[i] & unusable) !== 0) continue
      sum += generated[i]
      expectedSum += expected[i]
      ratedSum += rated[i]
    }
    for (let i = first; i < last; i++) {
      if (rated[i] === 0 || (reasons[i] & unusable) !== 0 || this.isUsual(i, generated[i])) continue
      const others = ratedSum - rated[i]
      if (others === 0 || isNear(sum - generated[i], expectedSum - expected[i], others)) reasons[i] |= mark
    }
  }
}

function isNear(energy: number, expected: number, rated: number): boolean {
  return Math.abs(energy - expected) <= RELATIVE_TOLERANCE * expected + RATING_TOLERANCE * rated + 1
}
