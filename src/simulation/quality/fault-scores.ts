/** @module Labels against reasons: how many faults were found, and how many alarms had a fault behind them. */

import { FAULT_KINDS, type FaultKind } from '../../config/fault-vocabulary.ts'
import type { Columns } from '../shared-array.ts'
import { type QualityReason, REASON } from './quality-reasons.ts'
import { SCORE, scoreAt } from './quality-tallies.ts'

/** The reasons that point to each kind of fault: several kinds look alike from outside. */
export const POINTS_TO: Readonly<Record<FaultKind, readonly QualityReason[]>> = {
  outage: ['missing'],
  gap: ['missing'],
  spike: ['energy_imbalance', 'out_of_range', 'rate_of_change', 'register_mismatch'],
  stuck: ['stuck', 'register_mismatch'],
  drift: ['generation_anomaly', 'consumption_anomaly', 'out_of_range'],
  clock_skew: ['clock_error'],
  tamper: ['consumption_anomaly', 'rate_of_change', 'register_regression'],
  theft: ['consumption_anomaly', 'rate_of_change'],
  duplicate: ['duplicate'],
  out_of_order: ['out_of_order', 'missing'],
}

const KINDS = FAULT_KINDS.length
const POINTERS = FAULT_KINDS.map((kind) => POINTS_TO[kind].reduce((mask, reason) => mask | REASON[reason], 0))

/** Masks of kinds per meter: faults under way and found, alarms under way and justified, labels of the reading before. */
export const SCORE_STATE = ['openEpisodes', 'foundEpisodes', 'openAlarms', 'justifiedAlarms', 'labelsBefore'] as const

export class FaultScores {
  readonly #state: Columns<(typeof SCORE_STATE)[number]>

  constructor(state: Columns<(typeof SCORE_STATE)[number]>) {
    this.#state = state
  }

  /**
   * Counts one meter's reading.
   *
   * @param active - faults acting on the meter, see FAULT_BIT
   * @param labels - those that show in the reading
   * @param reasons - what the quality stage said of it
   */
  add(i: number, active: number, labels: number, reasons: number, tallies: Float64Array): void {
    const state = this.#state
    const before = state.labelsBefore[i]
    const openAlarms = state.openAlarms[i]
    const openEpisodes = state.openEpisodes[i]
    if ((labels | reasons | before | openAlarms | openEpisodes) === 0) return
    state.labelsBefore[i] = labels
    state.openEpisodes[i] = openEpisodes & (active | labels)
    state.foundEpisodes[i] &= state.openEpisodes[i]
    // The reading after a fault shows the return to normal, which is part of what the fault did.
    const excused = excusedReasons(labels | before)
    for (let kind = 0; kind < KINDS; kind++) {
      const pointing = reasons & POINTERS[kind]
      this.#addLabel(i, kind, (labels & (1 << kind)) !== 0, pointing !== 0, tallies)
      this.#addAlarm(i, kind, pointing !== 0, (pointing & excused) !== 0, tallies)
    }
  }

  #addLabel(i: number, kind: number, isLabelled: boolean, isFound: boolean, tallies: Float64Array): void {
    if (!isLabelled) return
    const { openEpisodes, foundEpisodes } = this.#state
    const bit = 1 << kind
    tallies[scoreAt(kind, SCORE.labelled)] += 1
    if ((openEpisodes[i] & bit) === 0) {
      openEpisodes[i] |= bit
      tallies[scoreAt(kind, SCORE.episodes)] += 1
    }
    if (!isFound) return
    tallies[scoreAt(kind, SCORE.found)] += 1
    if ((foundEpisodes[i] & bit) === 0) {
      foundEpisodes[i] |= bit
      tallies[scoreAt(kind, SCORE.foundEpisodes)] += 1
    }
  }

  #addAlarm(i: number, kind: number, isFlagged: boolean, isJustified: boolean, tallies: Float64Array): void {
    const { openAlarms, justifiedAlarms } = this.#state
    const bit = 1 << kind
    if (!isFlagged) {
      openAlarms[i] &= ~bit
      justifiedAlarms[i] &= ~bit
      return
    }
    tallies[scoreAt(kind, SCORE.flagged)] += 1
    if ((openAlarms[i] & bit) === 0) {
      openAlarms[i] |= bit
      tallies[scoreAt(kind, SCORE.alarms)] += 1
    }
    if (!isJustified) return
    tallies[scoreAt(kind, SCORE.justified)] += 1
    if ((justifiedAlarms[i] & bit) === 0) {
      justifiedAlarms[i] |= bit
      tallies[scoreAt(kind, SCORE.justifiedAlarms)] += 1
    }
  }
}

/** Reasons that some of these faults would give. */
function excusedReasons(labels: number): number {
  let mask = 0
  for (let kind = 0; kind < KINDS; kind++) if ((labels & (1 << kind)) !== 0) mask |= POINTERS[kind]
  return mask
}
