/** @module Meters nothing comes of, and meters whose readings are in doubt. */

import type { AlertBook, Moment } from './alert-book.ts'
import { SUSPECT_DATA } from './alert-limits.ts'
import { RULE_DEFINITIONS } from './alert-rules.ts'
import type { JudgedMeter, JudgedReading } from './judged-campus.ts'
import { MeterWindow } from './meter-window.ts'

const MINUTE_MS = 60_000
/** Reasons that say something of the way a message took, not of what it says. */
const OF_THE_WAY = ['duplicate', 'out_of_order']

export function judgeArrival(
  { meterId }: JudgedMeter,
  { quality_reasons }: JudgedReading,
  book: AlertBook,
  at: Moment,
  intervalMs: number,
): void {
  const isMissing = quality_reasons.includes('missing')
  book.judge('no_data', meterId, isMissing ? 'wrong' : 'right', at, (since) => {
    const value = minutes(at.campusMs - since.campusMs + intervalMs)
    const limit = minutes(RULE_DEFINITIONS.no_data.holdMs(intervalMs) + intervalMs)
    return { message: `${meterId}: no message for ${value} minutes.`, value, limit, unit: 'min' }
  })
}

function minutes(ms: number): number {
  return Math.round((ms / MINUTE_MS) * 10) / 10
}

export class SuspectDataRule {
  readonly #ticks: number
  readonly #suspect: MeterWindow

  /** @param ticks - of a window */
  constructor(ticks: number, meters: number) {
    this.#ticks = ticks
    this.#suspect = new MeterWindow(meters)
  }

  take(i: number, { quality, quality_reasons }: JudgedReading): void {
    if (quality === 'estimated') return
    const isDoubtful = quality === 'suspect' && quality_reasons.some((reason) => !OF_THE_WAY.includes(reason))
    this.#suspect.add(i, isDoubtful ? 1 : 0)
  }

  endWindow(i: number, { meterId }: JudgedMeter, book: AlertBook, at: Moment, since: Moment): void {
    const count = this.#suspect.count(i)
    const share = this.#suspect.sum(i) / count
    this.#suspect.clear(i)
    if (2 * count < this.#ticks) return
    const verdict = share >= SUSPECT_DATA.raise ? 'wrong' : share >= SUSPECT_DATA.clear ? 'between' : 'right'
    const finding = () => {
      const [value, limit] = [Math.round(share * 100), SUSPECT_DATA.raise * 100]
      return { message: `${meterId}: ${value} % of the readings of an hour are suspect.`, value, limit, unit: '%' }
    }
    book.judge('suspect_data', meterId, verdict, at, finding, since)
  }
}
