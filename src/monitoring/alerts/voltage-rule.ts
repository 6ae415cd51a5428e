/** @module Voltages beyond what a grid may have. */

import type { AlertBook, Moment, Verdict } from './alert-book.ts'
import { VOLTAGE } from './alert-limits.ts'
import type { JudgedMeter, JudgedReading } from './judged-campus.ts'
import { MeterWindow } from './meter-window.ts'

export class VoltageRule {
  readonly #nominalV: number
  readonly #ticks: number
  readonly #window: MeterWindow

  /** @param ticks - of a window */
  constructor(nominalV: number, ticks: number, meters: number) {
    this.#nominalV = nominalV
    this.#ticks = ticks
    this.#window = new MeterWindow(meters)
  }

  take(i: number, { voltage, quality, quality_reasons }: JudgedReading): void {
    // An estimate measured nothing, and beyond the plausible it is the meter that is wrong.
    const isMeasured = quality !== 'estimated' && !quality_reasons.includes('out_of_range')
    if (isMeasured && !quality_reasons.includes('stuck')) this.#window.add(i, voltage)
  }

  endWindow(i: number, { meterId }: JudgedMeter, book: AlertBook, at: Moment, since: Moment): void {
    const count = this.#window.count(i)
    const mean = this.#window.sum(i) / count
    this.#window.clear(i)
    if (2 * count < this.#ticks) return
    const share = mean / this.#nominalV
    const finding = (limitShare: number, words: string) => () => {
      const [value, limit] = [round(mean), round(limitShare * this.#nominalV)]
      const minutes = `${VOLTAGE.windowMs / 60_000} minutes`
      const message = `${meterId}: ${value} V over ${minutes} is ${words} the ${limit} V that a grid may have.`
      return { message, value, limit, unit: 'V' }
    }
    const low = verdict(VOLTAGE.low - share, VOLTAGE.margin)
    const high = verdict(share - VOLTAGE.high, VOLTAGE.margin)
    book.judge('voltage_low', meterId, low, at, finding(VOLTAGE.low, 'below'), since)
    book.judge('voltage_high', meterId, high, at, finding(VOLTAGE.high, 'above'), since)
  }
}

function verdict(beyond: number, margin: number): Verdict {
  if (beyond > 0) return 'wrong'
  return beyond > -margin ? 'between' : 'right'
}

function round(volts: number): number {
  return Math.round(volts * 10) / 10
}
