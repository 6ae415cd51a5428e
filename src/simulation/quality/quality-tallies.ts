/** @module Counts of one tick's readings by quality, reason and fault kind, and the sums of a run in the same places. */

import { FAULT_KINDS } from '../../config/fault-vocabulary.ts'
import { QUALITY_REASONS, REASON } from './quality-reasons.ts'

/** Positions of the counts of one kind of fault. */
export const SCORE = {
  /** Readings that the fault shows in, and those of them with a reason that points to it. */
  labelled: 0,
  found: 1,
  /** Readings with a reason that points to it, and those of them at a fault that the reason points to. */
  flagged: 2,
  justified: 3,
  /** The same four of faults, and of unbroken runs of flagged readings of a meter. */
  episodes: 4,
  foundEpisodes: 5,
  alarms: 6,
  justifiedAlarms: 7,
} as const

const SCORE_LENGTH = Object.keys(SCORE).length

/** Positions in a column of tallies; good readings are the rest. */
export const TALLY = {
  estimated: 0,
  suspect: 1,
  reasons: 2,
  scores: 2 + QUALITY_REASONS.length,
} as const

export const TALLIES_LENGTH = TALLY.scores + FAULT_KINDS.length * SCORE_LENGTH

/** Position of one count of a kind, by its index in FAULT_KINDS. */
export function scoreAt(kind: number, count: number): number {
  return TALLY.scores + kind * SCORE_LENGTH + count
}

/** Counts a reading that is not good. */
export function tallyReading(tallies: Float64Array, mask: number): void {
  tallies[(mask & REASON.missing) === 0 ? TALLY.suspect : TALLY.estimated] += 1
  for (let bit = 0; bit < QUALITY_REASONS.length; bit++) {
    if ((mask & (1 << bit)) !== 0) tallies[TALLY.reasons + bit] += 1
  }
}

/** Adds one column of tallies to another. */
export function addTallies(into: Float64Array, tallies: Float64Array): void {
  for (let k = 0; k < TALLIES_LENGTH; k++) into[k] += tallies[k]
}
