/** @module Looks at every part of the simulator every second, so that it is known since when it does as it does. */

import { utcText } from '../../time/utc-text.ts'
import { componentHealths, type HealthState } from '../component-health.ts'
import type { LiveCampus } from '../live-campus.ts'
import type { ToldAlerts } from '../told-alerts.ts'
import type { ToldUtility } from '../told-utility.ts'
import { DiskWatch } from './disk-watch.ts'
import { judgeAlerts } from './judge-alerts.ts'
import { RunJudge } from './judge-run.ts'
import { UtilityJudge } from './judge-utility.ts'
import type { Judgement } from './judgement.ts'

const LOOK_MS = 1_000
/** Silence of the thread that makes the ticks after which only a restart helps [ms]. */
const STUCK_MS = 60_000

/** A part of the simulator as it is told. */
export interface PartHealth {
  readonly component: string
  readonly status: HealthState
  readonly since: string
  readonly last_error: string | null
  readonly last_error_at: string | null
  readonly fix: string | null
}

interface Part {
  judged: Judgement
  sinceMs: number
  lastError: string | null
  /** When that began. */
  lastErrorMs: number
  isOver: boolean
  /** When it was first found to do worse than it is told to; null while it does not. */
  worseSinceMs: number | null
}

interface Watched {
  readonly live: LiveCampus
  readonly recorded: { readonly outputFile: string }
  readonly utility: Readonly<ToldUtility>
  readonly alerts: Pick<ToldAlerts, 'open'>
  /** Now [ms since 1970 UTC]. */
  readonly clock: () => number
}

export class HealthWatch {
  readonly #watched: Watched
  readonly #parts = new Map<string, Part>()
  readonly #disk: DiskWatch
  readonly #run = new RunJudge()
  readonly #utility = new UtilityJudge()
  readonly #timer: NodeJS.Timeout

  constructor(watched: Watched) {
    this.#watched = watched
    this.#disk = new DiskWatch(watched.recorded.outputFile)
    this.#timer = setInterval(() => void this.look(), LOOK_MS).unref()
  }

  get diskSpace() {
    return this.#disk.space
  }

  /** Whether the thread that makes the ticks has not moved for so long that it will not any more. */
  get isStuck(): boolean {
    const { live, clock } = this.#watched
    return live.runThread !== null && clock() - live.runThreadToldMs > STUCK_MS
  }

  /** Looks at everything. */
  async look(): Promise<readonly PartHealth[]> {
    const { live, utility, alerts, clock } = this.#watched
    await this.#disk.look(clock())
    const nowMs = clock()
    const told = componentHealths(live, nowMs).map(
      ({ component, status, last_error, fix, since }): [Judgement, number] => [
        { component, status, error: last_error, fix },
        // Destinations say themselves since when; before the first tick nothing else was.
        component === 'simulation' || since === null ? live.facts.startedMs : Date.parse(since),
      ],
    )
    const found = [
      ...this.#run.judge(live, nowMs),
      ...this.#disk.judge(),
      ...this.#utility.judge(utility, nowMs),
      ...judgeAlerts(alerts.open),
    ]
    const all = [...told, ...found.map((judged): [Judgement, number] => [judged, nowMs])]
    return all.map(([judged, sinceMs]) => this.#note(judged, nowMs, sinceMs))
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #note(judged: Judgement, nowMs: number, firstSinceMs: number): PartHealth {
    const { component, error } = judged
    const known = this.#parts.get(component)
    const part = known ?? {
      judged,
      sinceMs: firstSinceMs,
      lastError: null,
      lastErrorMs: nowMs,
      isOver: true,
      worseSinceMs: null,
    }
    this.#parts.set(component, part)
    if (error !== null) {
      if (part.isOver) part.lastErrorMs = nowMs
      part.lastError = error
    }
    part.isOver = error === null
    if (judged.status === part.judged.status) {
      part.worseSinceMs = null
      part.judged = judged
    } else {
      part.worseSinceMs ??= nowMs
      if (nowMs - part.worseSinceMs >= (judged.graceMs ?? 0)) {
        part.judged = judged
        part.sinceMs = part.worseSinceMs
        part.worseSinceMs = null
      }
    }
    return {
      component,
      status: part.judged.status,
      since: utcText(part.sinceMs),
      last_error: part.lastError,
      last_error_at: part.lastError === null ? null : utcText(part.lastErrorMs),
      fix: part.judged.fix,
    }
  }
}
