/** @module Energy a transformer delivered and no meter behind it counted, and whose meter it most likely bypassed. */

import type { ReadingColumns } from '../readings/reading-batch.ts'
import type { HeadEndState } from './head-end-state.ts'
import type { LoadExpectation } from './load-expectation.ts'

/**
 * Unaccounted energy below this share of the feeder's consumption says nothing: what a class 0.5 meter at the
 * transformer leaves. The simulated cables lose nothing; a real head-end subtracts their losses first.
 *
 * @see IEC 62053-22:2020
 */
const SMALLEST_SHARE = 0.005
/** Evidence (a logarithm of likelihoods) from which the meter with the most of it is named: odds of 400 to 1. */
const ENOUGH = 6
/** Evidence is kept up to this, so that what changes is soon believed. */
const MOST_KEPT = 12
/** No single interval weighs more than this. */
const MOST_PER_INTERVAL = 20

/**
 * Compares, feeder by feeder, what the transformer's own meter counted with the sum of the meters behind it.
 *
 * While energy is missing, each meter is asked whether its load would look more usual with the missing energy than
 * without: the logarithm of the two likelihoods, ½·(z0² − z1²) with z the distance from the expected load in standard
 * deviations, adds up as long as it stays above 0 (a cumulative sum, Page 1954, doi:10.1093/biomet/41.1-2.100, of
 * Wald's sequential ratio, 1945, doi:10.1214/aoms/1177731118). In the interval in which energy begins to be missing the
 * same is asked of each load's step since the interval before, which tells most when intervals are short. Where nothing
 * is missing, nobody is blamed.
 */
export class FeederBalance {
  readonly #load: LoadExpectation
  readonly #state: Pick<HeadEndState, 'blame' | 'missing'>

  constructor(load: LoadExpectation, state: Pick<HeadEndState, 'blame' | 'missing'>) {
    this.#load = load
    this.#state = state
  }

  /**
   * Weighs the evidence of one interval.
   *
   * @param delivered - energy that went through the transformer [mWh], export negative
   * @param columns - what the meters sent
   * @param usable - false when a meter of the feeder sent nothing, or something that cannot be
   * @returns the meter to be suspected, −1 for none
   */
  suspect(
    delivered: number,
    { consumed, imported, exported }: Pick<ReadingColumns, 'consumed' | 'imported' | 'exported'>,
    [first, last]: readonly [number, number],
    usable: boolean,
  ): number {
    const { blame, missing: missingBefore } = this.#state
    if (usable) {
      let counted = 0
      let load = 0
      for (let i = first; i < last; i++) {
        counted += imported[i] - exported[i]
        load += consumed[i]
      }
      const missing = delivered - counted
      if (Math.abs(missing) <= SMALLEST_SHARE * load) {
        blame.fill(0, first, last)
        missingBefore.fill(0, first, last)
        return -1
      }
      for (let i = first; i < last; i++) {
        const step = missingBefore[i] === 0 ? this.#stepEvidence(i, consumed[i], missing) : 0
        const evidence = blame[i] + this.#evidence(i, consumed[i], missing) + step
        blame[i] = Math.max(0, Math.min(MOST_KEPT, evidence))
        missingBefore[i] = missing
      }
    }
    let worst = first
    for (let i = first + 1; i < last; i++) if (blame[i] > blame[worst]) worst = i
    return blame[worst] >= ENOUGH ? worst : -1
  }

  #evidence(i: number, consumed: number, missing: number): number {
    const load = this.#load
    if (Number.isNaN(load.expected[i])) return 0
    const without = load.deviation(i, load.logShare(i, Math.max(1, consumed)))
    const withIt = load.deviation(i, load.logShare(i, Math.max(1, consumed + missing)))
    return load.weight[i] * evidenceOf(without, withIt)
  }

  #stepEvidence(i: number, consumed: number, missing: number): number {
    const load = this.#load
    const before = load.before[i]
    if (Number.isNaN(before)) return 0
    const without = (load.logShare(i, Math.max(1, consumed)) - before) / load.stepSigma[i]
    const withIt = (load.logShare(i, Math.max(1, consumed + missing)) - before) / load.stepSigma[i]
    return evidenceOf(without, withIt)
  }
}

/** Logarithm of how much more likely the second of two deviations is than the first [standard deviations]. */
function evidenceOf(without: number, withIt: number): number {
  const evidence = 0.5 * (without * without - withIt * withIt)
  return Math.max(-MOST_PER_INTERVAL, Math.min(MOST_PER_INTERVAL, evidence))
}
