/** @module How a run does by its own figures: ticks in time, readings that are good, generation as it should be. */

import type { LiveCampus } from '../live-campus.ts'
import { CountWindow } from './count-window.ts'
import { type Judgement, well } from './judgement.ts'

const WINDOW_MS = 600_000
const WINDOW = 'the last 10 min'
/** Shares of the readings beyond which something is wrong with more than a meter or two. */
const MOST_NOT_GOOD = 0.05
const MOST_ANOMALIES = 0.01

export class RunJudge {
  readonly #ticks = new CountWindow(WINDOW_MS)
  readonly #readings = new CountWindow(WINDOW_MS)

  judge({ lastTick, measures, facts }: LiveCampus, nowMs: number): Judgement[] {
    if (lastTick === null || measures === null) return []
    const [late = 0] = this.#ticks.growth(nowMs, [lastTick.lateTicks])
    const { estimated, suspect, reasons } = measures.run
    const all = lastTick.snapshot.tick * facts.run.meters.length
    const [readings = 0, bad = 0, odd = 0] = this.#readings.growth(nowMs, [
      all,
      estimated + suspect,
      reasons.generation_anomaly,
    ])
    const share = (part: number): number => (readings > 0 ? part / readings : 0)
    return [lateness(late), quality(share(bad)), generation(share(odd))]
  }
}

function lateness(late: number): Judgement {
  if (late === 0) return well('ticks')
  return {
    component: 'ticks',
    status: 'degraded',
    error: `${late} of ${WINDOW} began more than an interval late`,
    fix: 'Give the machine less to do, or run with a longer interval, at a lower speed or with more workers.',
  }
}

function quality(share: number): Judgement {
  if (share <= MOST_NOT_GOOD) return well('quality')
  return {
    component: 'quality',
    status: 'degraded',
    error: `${percent(share)} of the readings of ${WINDOW} are estimated or suspect`,
    fix: 'See the reasons of the readings, and the meters they come from: docs/quality.md.',
  }
}

function generation(share: number): Judgement {
  if (share <= MOST_ANOMALIES) return well('generation')
  return {
    component: 'generation',
    status: 'degraded',
    error: `${percent(share)} of the readings of ${WINDOW} show another generation than the sun gives`,
    fix: 'Look at the arrays of the meters with the reason generation_anomaly.',
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
