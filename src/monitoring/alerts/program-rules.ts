/** @module What may be wrong with the program that measures: its destinations, its disk, its pace. */

import type { AlertBook, Moment, Verdict } from './alert-book.ts'
import { DISK_LOW, LATE_TICKS, SINK_FAILED, SINK_LAGGING } from './alert-limits.ts'

/** How a destination stands; more is not looked at. */
export interface JudgedSink {
  readonly name: string
  readonly state: 'connecting' | 'delivering' | 'caught up' | 'retrying' | 'suspended' | 'failed' | 'done'
  readonly behindBytes: number
  readonly lastError: string | null
}

const MIB = 1024 ** 2
const GIB = 1024 ** 3

const SINK_VERDICTS: Readonly<Record<JudgedSink['state'], Verdict>> = {
  connecting: 'between',
  delivering: 'right',
  'caught up': 'right',
  retrying: 'wrong',
  suspended: 'wrong',
  failed: 'wrong',
  done: 'right',
}

export function judgeSinks(sinks: readonly JudgedSink[], book: AlertBook, at: Moment): void {
  for (const sink of sinks) {
    const { name, state, behindBytes, lastError } = sink
    // What is given up stays so: nothing has to be waited for.
    const since = state === 'failed' ? { ...at, heldMs: at.heldMs - SINK_FAILED.holdMs } : at
    const failing = () => {
      const why = lastError === null ? '' : `: ${lastError}`
      const what = state === 'failed' ? 'is given up' : 'takes no records'
      const severity = state === 'failed' ? ('critical' as const) : ('warning' as const)
      return { message: `${name} ${what}${why}`, value: null, limit: null, unit: '', severity }
    }
    book.judge('sink_failed', name, SINK_VERDICTS[state], at, failing, since)
    const lagging =
      behindBytes > SINK_LAGGING.raiseBytes ? 'wrong' : behindBytes > SINK_LAGGING.clearBytes ? 'between' : 'right'
    book.judge('sink_lagging', name, lagging, at, () => {
      const [value, limit] = [Math.round(behindBytes / MIB), SINK_LAGGING.raiseBytes / MIB]
      return { message: `${name} lacks ${value} MiB of the journal.`, value, limit, unit: 'MiB' }
    })
  }
  const names = new Set(sinks.map(({ name }) => name))
  for (const rule of ['sink_failed', 'sink_lagging'] as const) book.endOthers(rule, names, at)
}

/** @param freeBytes - where the journal is written */
export function judgeDisk(campus: string, freeBytes: number, book: AlertBook, at: Moment): void {
  const verdict = freeBytes < DISK_LOW.raiseBytes ? 'wrong' : freeBytes <= DISK_LOW.clearBytes ? 'between' : 'right'
  book.judge('disk_low', campus, verdict, at, () => {
    const [value, limit] = [Math.round((freeBytes / GIB) * 1000) / 1000, DISK_LOW.raiseBytes / GIB]
    return { message: `The disk of the journal has ${value} GiB left.`, value, limit, unit: 'GiB' }
  })
}

/** Ticks that this process has made, and how many of them were late. */
export interface TickCounts {
  readonly ticks: number
  readonly lateTicks: number
}

/** Looks at the ticks of one minute after the other. */
export class LateTicksRule {
  #begin: { readonly at: Moment; readonly counts: TickCounts } | null = null

  take(campus: string, counts: TickCounts, book: AlertBook, at: Moment): void {
    this.#begin ??= { at, counts }
    const begin = this.#begin
    if (at.heldMs - begin.at.heldMs < LATE_TICKS.windowMs) return
    this.#begin = { at, counts }
    const ticks = counts.ticks - begin.counts.ticks
    const late = counts.lateTicks - begin.counts.lateTicks
    const isWrong = late >= LATE_TICKS.least && late >= LATE_TICKS.raise * ticks
    const verdict = isWrong ? 'wrong' : late > 0 ? 'between' : 'right'
    const finding = () => {
      const [value, limit] = [late, Math.max(LATE_TICKS.least, Math.ceil(LATE_TICKS.raise * ticks))]
      return { message: `${late} of ${ticks} ticks of a minute were late.`, value, limit, unit: 'ticks' }
    }
    book.judge('late_ticks', campus, verdict, at, finding, begin.at)
  }
}
