/** @module What a run's readings came to: how many were good, why the others were not, and how well faults were found. */

import { FAULT_KINDS, type FaultKind } from '../../config/fault-vocabulary.ts'
import { QUALITY_REASONS, type QualityReason } from './quality-reasons.ts'
import { SCORE, scoreAt, TALLY } from './quality-tallies.ts'

/** How often something was there, and how often rightly: shares are null where there is nothing to share. */
export interface DetectionScore {
  /** How many the faults of the kind were. */
  readonly faulty: number
  /** How many of them got a reason that points to the kind. */
  readonly found: number
  /** How many got such a reason, and how many of those lay at a fault that explains it. */
  readonly flagged: number
  readonly justified: number
  /** found / faulty and justified / flagged. */
  readonly recall: number | null
  readonly precision: number | null
}

export interface FaultKindSummary {
  /** Faults, and unbroken runs of flagged readings of one meter. */
  readonly episodes: DetectionScore
  readonly readings: DetectionScore
}

export interface QualitySummary {
  readonly good: number
  readonly estimated: number
  readonly suspect: number
  /** Readings with each reason that occurred; a reading can have several. */
  readonly reasons: Readonly<Partial<Record<QualityReason, number>>>
  /** The kinds of faults that showed or were suspected; null for a run without a faults file. */
  readonly faults: Readonly<Partial<Record<FaultKind, FaultKindSummary>>> | null
}

/** @param areMetersFaulty - whether faults were put into what meters measure */
export function summariseQuality(tallies: Float64Array, readings: number, areMetersFaulty: boolean): QualitySummary {
  const estimated = tallies[TALLY.estimated]
  const suspect = tallies[TALLY.suspect]
  const reasons = QUALITY_REASONS.map((reason, bit) => [reason, tallies[TALLY.reasons + bit]] as const)
  return {
    good: readings - estimated - suspect,
    estimated,
    suspect,
    reasons: Object.fromEntries(reasons.filter(([, count]) => count > 0)),
    faults: areMetersFaulty ? summariseFaults(tallies) : null,
  }
}

function summariseFaults(tallies: Float64Array): Partial<Record<FaultKind, FaultKindSummary>> {
  const kinds = FAULT_KINDS.map((kind, index) => {
    const count = (position: number): number => tallies[scoreAt(index, position)]
    const episodes = detection(SCORE.episodes, SCORE.foundEpisodes, SCORE.alarms, SCORE.justifiedAlarms, count)
    const readings = detection(SCORE.labelled, SCORE.found, SCORE.flagged, SCORE.justified, count)
    return [kind, { episodes, readings }] as const
  })
  return Object.fromEntries(kinds.filter(([, { readings }]) => readings.faulty + readings.flagged > 0))
}

function detection(
  faultyAt: number,
  foundAt: number,
  flaggedAt: number,
  justifiedAt: number,
  count: (position: number) => number,
): DetectionScore {
  const [faulty, found, flagged, justified] = [faultyAt, foundAt, flaggedAt, justifiedAt].map(count)
  return {
    faulty,
    found,
    flagged,
    justified,
    recall: faulty > 0 ? found / faulty : null,
    precision: flagged > 0 ? justified / flagged : null,
  }
}
