/** @module Batteries that leave their range, do not keep what flows into them, or do not follow their control. */

import type { DerControl } from '../../simulation/commands/command.ts'
import type { Finding } from './alert.ts'
import type { AlertBook, Moment } from './alert-book.ts'
import { BATTERY } from './alert-limits.ts'
import type { JudgedControl, JudgedMeter, JudgedReading } from './judged-campus.ts'
import { MeterWindow } from './meter-window.ts'

const HOUR_MS = 3_600_000

export class BatteryRule {
  readonly #hours: number
  readonly #ticks: number
  /** Energies of readings since the first of a window [kWh]. */
  readonly #charged: MeterWindow
  readonly #discharged: MeterWindow
  /** State of charge of the last reading of the window before, and of the last one [%]; NaN where it is not known. */
  readonly #levelBefore: Float64Array
  readonly #level: Float64Array
  /** Energy ordered in readings that had room for it [kWh], charging positive. */
  readonly #ordered: MeterWindow

  /** @param ticks - of a window */
  constructor(intervalMs: number, ticks: number, meters: number) {
    this.#hours = intervalMs / HOUR_MS
    this.#ticks = ticks
    this.#charged = new MeterWindow(meters)
    this.#discharged = new MeterWindow(meters)
    this.#ordered = new MeterWindow(meters)
    this.#levelBefore = new Float64Array(meters).fill(Number.NaN)
    this.#level = new Float64Array(meters).fill(Number.NaN)
  }

  /** State of charge at the end of the last window [%]; null where it is not known. */
  level(i: number): number | null {
    return Number.isNaN(this.#levelBefore[i]) ? null : this.#levelBefore[i]
  }

  restoreLevel(i: number, level: number): void {
    this.#levelBefore[i] = level
  }

  take(i: number, { battery }: JudgedMeter, reading: JudgedReading, told: JudgedControl | null): void {
    const { battery_level: level, quality } = reading
    if (battery === null || level === null || quality === 'estimated') return
    this.#charged.add(i, reading.battery_charged)
    this.#discharged.add(i, reading.battery_discharged)
    this.#level[i] = level
    const share = orderedShare(told?.control ?? null)
    if (share === null) return
    const hasRoom =
      share > 0 ? level < 100 * battery.socMax - BATTERY.room : level > 100 * battery.socMin + BATTERY.room
    if (hasRoom) this.#ordered.add(i, share * battery.powerKw * this.#hours)
  }

  endWindow(i: number, meter: JudgedMeter, book: AlertBook, at: Moment, since: Moment): void {
    const { battery, meterId } = meter
    if (battery === null) return
    // Without a gap: what flowed in one is in no reading, and nor is the level at its end.
    const isWhole = this.#charged.count(i) === this.#ticks
    const [charged, discharged] = [this.#charged.sum(i), this.#discharged.sum(i)]
    const isOrdered = this.#ordered.count(i) === this.#ticks
    const [level, before, ordered] = [this.#level[i], this.#levelBefore[i], this.#ordered.sum(i)]
    for (const window of [this.#charged, this.#discharged, this.#ordered]) window.clear(i)
    this.#levelBefore[i] = isWhole ? level : Number.NaN
    if (!isWhole) return
    const fault =
      outOfRange(meterId, level, battery) ??
      (isOrdered ? notFollowing(meterId, ordered, ordered > 0 ? charged : discharged) : null) ??
      unaccounted(meterId, { charged, discharged, change: level - before }, battery)
    if (fault !== null) book.judge('battery_fault', meterId, 'wrong', at, () => fault, since)
    // One that rests shows nothing.
    else if (charged + discharged >= BATTERY.leastFlow * battery.capacityKwh) {
      book.judge('battery_fault', meterId, 'right', at, () => NOTHING, since)
    }
  }
}

type Battery = NonNullable<JudgedMeter['battery']>

/** What a battery alone is told to do, as a share of its power, charging positive; null where it is told something else too. */
function orderedShare(control: DerControl | null): number | null {
  if (control === null || !control.isConnected || !control.isEnergized) return null
  const { fixedPower, maxLimit, targetPowerKw, voltWatt, rampSeconds } = control
  if (fixedPower === null || fixedPower === 0 || rampSeconds > 0) return null
  return maxLimit === null && targetPowerKw === null && voltWatt === null ? -fixedPower : null
}

function outOfRange(meterId: string, level: number, { socMin, socMax }: Battery): Finding | null {
  const isLow = level < 100 * socMin - BATTERY.levelMargin
  if (!isLow && level <= 100 * socMax + BATTERY.levelMargin) return null
  const limit = Math.round((isLow ? socMin : socMax) * 1000) / 10
  const message = `${meterId}: the battery stands at ${level} %, ${isLow ? 'below' : 'above'} the ${limit} % it may have.`
  return { message, value: level, limit, unit: '%' }
}

function notFollowing(meterId: string, orderedKwh: number, flowedKwh: number): Finding | null {
  const most = BATTERY.idle * Math.abs(orderedKwh)
  if (flowedKwh >= most) return null
  const value = energy(flowedKwh)
  const verb = orderedKwh > 0 ? 'charge' : 'discharge'
  const message = `${meterId}: the battery is told to ${verb} ${energy(Math.abs(orderedKwh))} kWh, and ${value} kWh flow.`
  return { message, value, limit: energy(most), unit: 'kWh' }
}

function unaccounted(
  meterId: string,
  { charged, discharged, change }: { readonly charged: number; readonly discharged: number; readonly change: number },
  { capacityKwh, chargeEfficiency, dischargeEfficiency }: Battery,
): Finding | null {
  if (Number.isNaN(change) || charged + discharged < BATTERY.leastFlow * capacityKwh) return null
  const stored = charged * chargeEfficiency - discharged / dischargeEfficiency
  const missing = Math.abs(stored - (change / 100) * capacityKwh)
  const limit = BATTERY.mismatchOfFlow * (charged + discharged) + BATTERY.mismatchOfCapacity * capacityKwh
  if (missing <= limit) return null
  const value = energy(missing)
  const message = `${meterId}: ${value} kWh that flowed through the battery are not found in its state of charge.`
  return { message, value, limit: energy(limit), unit: 'kWh' }
}

const NOTHING: Finding = { message: '', value: null, limit: null, unit: '' }

function energy(kwh: number): number {
  return Math.round(kwh * 1000) / 1000
}
