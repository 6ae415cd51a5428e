/** @module Arrays that give far less than the light on them allows. */

import type { AlertBook, Moment } from './alert-book.ts'
import { GENERATION } from './alert-limits.ts'
import type { JudgedControl, JudgedMeter, JudgedReading } from './judged-campus.ts'
import { MeterWindow } from './meter-window.ts'

const HOUR_MS = 3_600_000
/** Irradiance at which panels give their rating [W/m²]. */
const STANDARD_WM2 = 1000

export class GenerationRule {
  readonly #hours: number
  readonly #ticks: number
  readonly #generated: MeterWindow
  readonly #possible: MeterWindow
  readonly #light: MeterWindow

  /** @param ticks - of a window */
  constructor(intervalMs: number, ticks: number, meters: number) {
    this.#hours = intervalMs / HOUR_MS
    this.#ticks = ticks
    this.#generated = new MeterWindow(meters)
    this.#possible = new MeterWindow(meters)
    this.#light = new MeterWindow(meters)
  }

  take(i: number, { pv }: JudgedMeter, reading: JudgedReading, told: JudgedControl | null, at: Moment): void {
    const { irradiance, quality, grid_connection_status, energy_generated } = reading
    // What was estimated was not measured, and what was told to give less is no fault.
    if (pv === null || irradiance === null || quality === 'estimated') return
    if (grid_connection_status !== 'Connected' || limitsGeneration(told, at.campusMs)) return
    const possibleKw = Math.min((pv.kwp * pv.performanceFactor * irradiance) / STANDARD_WM2, pv.inverterKw)
    this.#generated.add(i, energy_generated)
    this.#possible.add(i, possibleKw * this.#hours)
    this.#light.add(i, irradiance)
  }

  endWindow(i: number, { meterId }: JudgedMeter, book: AlertBook, at: Moment, since: Moment): void {
    const count = this.#light.count(i)
    const light = this.#light.sum(i) / count
    const ratio = this.#generated.sum(i) / this.#possible.sum(i)
    for (const window of [this.#generated, this.#possible, this.#light]) window.clear(i)
    // By night and in thick cloud nothing can be said: what is wrong is still wrong, as far as anybody knows.
    if (2 * count < this.#ticks || light < GENERATION.leastWm2) return
    const verdict = ratio < GENERATION.raise ? 'wrong' : ratio < GENERATION.clear ? 'between' : 'right'
    const finding = () => {
      const [value, limit] = [Math.round(ratio * 1000) / 10, GENERATION.raise * 100]
      const message = `${meterId}: the array gives ${value} % of what ${Math.round(light)} W/m² on it allow.`
      return { message, value, limit, unit: '%' }
    }
    book.judge('generation_low', meterId, verdict, at, finding, since)
  }
}

/** Whether an array may give less than it could because it was told to, or is only on its way back from that. */
function limitsGeneration(told: JudgedControl | null, timeMs: number): boolean {
  if (told === null || told.control === null) return false
  const { isConnected, isEnergized, maxLimit, fixedPower, targetPowerKw, voltWatt, rampSeconds } = told.control
  const isRamping = timeMs - told.fromMs < rampSeconds * 1000
  const isLimited = [maxLimit, fixedPower, targetPowerKw, voltWatt].some((limit) => limit !== null)
  return !isConnected || !isEnergized || isLimited || isRamping
}
