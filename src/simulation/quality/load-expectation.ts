/** @module The load a head-end expects of each meter, and how far from it a load can be. */

import { BUILDING_TYPES } from '../../campus/building-type.ts'
import { BUILDING_CONSTANTS } from '../../physics/load/building-constants.ts'
import { noiseCoefficients } from '../../physics/load/load-noise.ts'
import type { RangeControls } from '../commands/range-controls.ts'
import type { FleetParameters } from '../fleet-parameters.ts'
import type { SiteConditions } from '../site-conditions.ts'

/** Below this an expected load is too small to say anything of the measured one [mWh]. */
const SMALLEST_LOAD = 50

/**
 * Expected load: the design peak times the share that calendar, time and temperature give its building type.
 *
 * The logarithm of a load over its expectation is normal, with the standard deviations of the load model and the mean
 * −σ²/2; so its distance from the mean in standard deviations is what a sound meter shows.
 *
 * @see J. Aitchison, J. A. C. Brown, 1957, The Lognormal Distribution, chapter 2
 */
export class LoadExpectation {
  /** Expected energy of the present interval [mWh]; NaN where none can be told: no load, or a replayed one. */
  readonly expected: Float64Array
  /** Logarithm of the load over its expectation in the interval before; NaN where it is not known. */
  readonly before: Float64Array
  /** Standard deviation of the logarithm, and of its change from one interval to the next [1]. */
  readonly sigma: Float64Array
  readonly stepSigma: Float64Array
  /** Share of independent news in one interval: correlated ones say the same again. */
  readonly weight: Float64Array
  readonly #parameters: FleetParameters
  readonly #replayed: readonly (readonly [meter: number, slot: number])[]

  /** @param replayedMeters - in the fleet, ascending and parallel to `SiteConditions.replayedKw` */
  constructor(parameters: FleetParameters, replayedMeters: Int32Array, intervalSeconds: number) {
    const { from, to, buildingType, loadVariability } = parameters
    const size = to - from
    this.#parameters = parameters
    this.expected = new Float64Array(size)
    this.before = new Float64Array(size)
    this.sigma = new Float64Array(size)
    this.stepSigma = new Float64Array(size)
    this.weight = new Float64Array(size)
    this.#replayed = Array.from(replayedMeters, (meter, slot) => [meter - from, slot] as const).filter(
      ([meter]) => meter >= 0 && meter < size,
    )
    for (let i = 0; i < size; i++) {
      const { noise } = BUILDING_CONSTANTS[BUILDING_TYPES[buildingType[i]]]
      const fast = loadVariability[i] * noise.fastSigma
      const slow = loadVariability[i] * noise.slowSigma
      this.sigma[i] = Math.hypot(fast, slow)
      this.stepSigma[i] = Math.hypot(
        fast * stepShare(noise.fastTauSeconds, intervalSeconds),
        slow * stepShare(noise.slowTauSeconds, intervalSeconds),
      )
      this.weight[i] = Math.min(1, intervalSeconds / (2 * noise.fastTauSeconds))
    }
  }

  /**
   * Prepares a tick.
   *
   * @param controls - what loads are told: what is left of one is known
   */
  update({ unitLoad, replayedKw }: SiteConditions, controls: RangeControls | null): void {
    const { designMilliWh, buildingType } = this.#parameters
    const { expected } = this
    for (let i = 0; i < expected.length; i++) {
      const energy = designMilliWh[i] * unitLoad[buildingType[i]] * (controls?.loadLeft(i) ?? 1)
      expected[i] = energy >= SMALLEST_LOAD ? energy : Number.NaN
    }
    this.before.fill(Number.NaN)
    for (const [meter, slot] of this.#replayed) {
      if (!Number.isNaN(replayedKw[slot])) expected[meter] = Number.NaN
    }
  }

  /** Logarithm of an energy over the expected one; NaN where there is none. */
  logShare(i: number, energy: number): number {
    return Math.log(energy / this.expected[i])
  }

  /** Distance of a logarithm from its mean [standard deviations]. */
  deviation(i: number, logShare: number): number {
    const sigma = this.sigma[i]
    return (logShare + 0.5 * sigma * sigma) / sigma
  }
}

/** Standard deviation of the change of a process of unit variance over one interval: √(2·(1 − φ)). */
function stepShare(tauSeconds: number, intervalSeconds: number): number {
  return Math.sqrt(2 * (1 - noiseCoefficients(tauSeconds, intervalSeconds).phi))
}
