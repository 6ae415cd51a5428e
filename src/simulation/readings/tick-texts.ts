/** @module The parts of a JSON line that all meters of a tick share, encoded once per tick. */

import { WEATHER_CONDITIONS } from '../../config/settings.ts'
import { TextTable } from '../../json/text-table.ts'
import { utcText } from '../../time/utc-text.ts'
import { qualityText } from './quality-texts.ts'
import type { TickConditions } from './reading-batch.ts'
import { CONNECTION_STATUS } from './reading-batch.ts'
import { roundTo } from './reading-object.ts'

/** Upper bound of the shared parts of one line [bytes]: their names and at most 25 bytes per number. */
export const MAX_TICK_TEXT_BYTES = 640

/** The end of almost every line. */
const GOOD = qualityText(0)

const LINE_START = 0
const MIDDLE = 1
const NO_PLANE = 2

/** The shared texts of one tick; refilled tick after tick. */
export class TickTexts {
  readonly #texts = new TextTable(64)
  #firstEnd = 0

  /** Encodes the texts of a tick. */
  prepare(conditions: TickConditions, intervalSeconds: number): void {
    const texts = this.#texts
    texts.clear()
    texts.add(`{"timestamp":"${utcText(conditions.timeMs)}",`)
    const weather = WEATHER_CONDITIONS[conditions.weather]
    texts.add(`,"weather_condition":"${weather}","interval_seconds":${intervalSeconds},"deficit_energy":`)
    const air = `,"frequency":${roundTo(conditions.frequencyHz, 1000)},"temperature":${roundTo(conditions.ambientC, 100)}`
    texts.add(planeText(air, null, null))
    conditions.planeIrradiance.forEach((irradiance, plane) => {
      texts.add(planeText(air, roundTo(irradiance, 10), roundTo(conditions.planeCellC[plane], 100)))
    })
    this.#firstEnd = NO_PLANE + 1 + conditions.planeIrradiance.length
    const feedIn = roundTo(conditions.gridFeedInRate, 1e6)
    const purchase = roundTo(conditions.gridPurchaseRate, 1e6)
    for (const connection of CONNECTION_STATUS) {
      const rates = `${connection}","grid_feed_in_rate":${feedIn},"grid_purchase_rate":${purchase}`
      texts.add(`${rates}${GOOD}`)
      texts.add(rates)
    }
  }

  /** Copies the opening brace and the timestamp. */
  copyStart(view: DataView, at: number): number {
    return this.#texts.copy(LINE_START, view, at)
  }

  /** Copies weather and interval, up to the number of the deficit. */
  copyMiddle(view: DataView, at: number): number {
    return this.#texts.copy(MIDDLE, view, at)
  }

  /** Copies frequency and temperatures, up to the connection status; plane −1 is a meter without PV. */
  copyPlane(plane: number, view: DataView, at: number): number {
    return this.#texts.copy(NO_PLANE + 1 + plane, view, at)
  }

  /** Copies connection status, rates, the quality of a good reading and the line end. */
  copyGoodEnd(connection: number, view: DataView, at: number): number {
    return this.#texts.copy(this.#firstEnd + 2 * connection, view, at)
  }

  /** Copies connection status and rates. */
  copyRates(connection: number, view: DataView, at: number): number {
    return this.#texts.copy(this.#firstEnd + 2 * connection + 1, view, at)
  }
}

function planeText(air: string, irradiance: number | null, cellC: number | null): string {
  return `${air},"irradiance":${irradiance},"panel_temperature":${cellC},"grid_connection_status":"`
}
