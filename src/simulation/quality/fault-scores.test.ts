import { describe, expect, it } from 'vitest'
import type { FaultKind } from '../../config/fault-vocabulary.ts'
import { FAULT_BIT } from '../faults/fault-plan.ts'
import { sharedColumns } from '../shared-array.ts'
import { FaultScores, SCORE_STATE } from './fault-scores.ts'
import { type QualityReason, REASON } from './quality-reasons.ts'
import { summariseQuality } from './quality-summary.ts'
import { TALLIES_LENGTH } from './quality-tallies.ts'

/** One reading: faults that act, those that show, and what was said. */
type Step = readonly [active: readonly FaultKind[], labels: readonly FaultKind[], reasons: readonly QualityReason[]]

const mask = <Name extends string>(names: readonly Name[], bits: Readonly<Record<Name, number>>): number =>
  names.reduce((sum, name) => sum | bits[name], 0)

function score(...steps: readonly Step[]) {
  const scores = new FaultScores(sharedColumns(SCORE_STATE, 1))
  const tallies = new Float64Array(TALLIES_LENGTH)
  for (const [active, labels, reasons] of steps) {
    scores.add(0, mask(active, FAULT_BIT), mask(labels, FAULT_BIT), mask(reasons, REASON), tallies)
  }
  return summariseQuality(tallies, steps.length, true).faults ?? {}
}

const QUIET: Step = [[], [], []]

describe('FaultScores', () => {
  it('says nothing of a meter without faults and alarms', () => {
    expect(score(QUIET, QUIET)).toEqual({})
  })

  it('counts a fault once, however long it lasts, and as found when one of its readings is', () => {
    const theft: Step = [['theft'], ['theft'], []]
    const { theft: found } = score(QUIET, theft, theft, [['theft'], ['theft'], ['consumption_anomaly']], QUIET)
    expect(found?.readings).toMatchObject({
      faulty: 3,
      found: 1,
      flagged: 1,
      justified: 1,
      recall: 1 / 3,
      precision: 1,
    })
    expect(found?.episodes).toMatchObject({ faulty: 1, found: 1, flagged: 1, justified: 1 })
  })

  it('takes a fault that does not show for a while as the same one', () => {
    const shows: Step = [['drift'], ['drift'], []]
    const hidden: Step = [['drift'], [], []]
    expect(score(shows, hidden, shows).drift?.episodes.faulty).toBe(1)
    expect(score(shows, QUIET, shows).drift?.episodes.faulty).toBe(2)
  })

  it('counts an alarm without a fault against every kind its reason points to', () => {
    const scores = score([[], [], ['missing']], QUIET)
    expect(Object.keys(scores)).toEqual(['outage', 'gap', 'out_of_order'])
    expect(scores.gap?.readings).toMatchObject({ faulty: 0, flagged: 1, justified: 0, recall: null, precision: 0 })
  })

  it('takes an alarm as justified by any fault that looks like it', () => {
    const { gap, outage } = score([['outage'], ['outage'], ['missing']])
    expect(outage?.readings).toMatchObject({ faulty: 1, found: 1, precision: 1 })
    expect(gap?.readings).toMatchObject({ faulty: 0, flagged: 1, justified: 1, precision: 1 })
  })

  it('does not take a reason of another kind as found', () => {
    const { theft, stuck } = score([['theft'], ['theft'], ['stuck']])
    expect(theft?.readings).toMatchObject({ faulty: 1, found: 0, recall: 0 })
    expect(stuck?.readings).toMatchObject({ flagged: 1, justified: 0, precision: 0 })
  })

  it('excuses the return to normal on the first reading after a fault, and not on the second', () => {
    const theft: Step = [['theft'], ['theft'], ['consumption_anomaly']]
    const alarm: Step = [[], [], ['rate_of_change']]
    expect(score(theft, alarm).theft?.readings.precision).toBe(1)
    expect(score(theft, QUIET, alarm).theft?.readings.precision).toBe(0.5)
  })

  it('counts an unbroken alarm once, as justified when a fault lies in it', () => {
    const flagged: Step = [[], [], ['stuck']]
    const { stuck } = score(flagged, [['stuck'], ['stuck'], ['stuck']], QUIET, flagged)
    expect(stuck?.episodes).toMatchObject({ flagged: 2, justified: 1, precision: 0.5 })
    expect(stuck?.readings).toMatchObject({ flagged: 3, justified: 1 })
  })
})
