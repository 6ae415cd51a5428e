/** @module The quality stage of meters that do not fail: what arrives is what was measured, so each message is checked alone. */

import type { FleetParameters } from '../fleet-parameters.ts'
import { type ReadingColumns, sliceReadingColumns } from '../readings/reading-batch.ts'
import { CONDITION, type SiteConditions } from '../site-conditions.ts'
import { messageReasons } from './message-checks.ts'
import type { PlausibleLimits } from './plausible-limits.ts'
import { REASON } from './quality-reasons.ts'
import type { QualityStage } from './quality-stage.ts'
import { tallyReading } from './quality-tallies.ts'

export class QualityScreen implements QualityStage {
  readonly #columns: ReadingColumns
  readonly #limits: PlausibleLimits
  /** Whether the columns hold reasons of the tick before. */
  #isAnyMarked = false

  /** @param columns - of the whole fleet */
  constructor({ from, to }: FleetParameters, columns: ReadingColumns, limits: PlausibleLimits) {
    this.#columns = sliceReadingColumns(columns, from, to)
    this.#limits = limits
  }

  assess({ scalars }: SiteConditions, tallies: Float64Array): void {
    const { frequency } = this.#limits
    const frequencyHz = scalars[CONDITION.frequencyHz]
    const isFrequencyPossible = frequencyHz >= frequency[0] && frequencyHz <= frequency[1]
    tallies.fill(0)
    if (!isFrequencyPossible || this.#isAnyMarked || !this.#areAllGood()) {
      this.#markAll(isFrequencyPossible ? 0 : REASON.out_of_range, tallies)
    }
  }

  /** What nearly every tick passes, without a call or a store: no message breaks its balance or its limits. */
  #areAllGood(): boolean {
    const { generated, consumed, charged, discharged, imported, exported, voltage } = this.#columns
    const { generated: mostGenerated, consumed: mostConsumed } = this.#limits
    const [lowestVoltage, highestVoltage] = this.#limits.voltage
    for (let i = 0; i < voltage.length; i++) {
      const bought = imported[i]
      const sold = exported[i]
      const isGood =
        consumed[i] + charged[i] - generated[i] - discharged[i] === bought - sold &&
        (bought === 0 || sold === 0) &&
        generated[i] <= mostGenerated[i] &&
        consumed[i] <= mostConsumed[i] &&
        voltage[i] >= lowestVoltage &&
        voltage[i] <= highestVoltage
      if (!isGood) return false
    }
    return true
  }

  #markAll(common: number, tallies: Float64Array): void {
    const { reasons } = this.#columns
    this.#isAnyMarked = false
    for (let i = 0; i < reasons.length; i++) {
      reasons[i] = common | messageReasons(this.#columns, i, this.#limits)
      if (reasons[i] === 0) continue
      this.#isAnyMarked = true
      tallyReading(tallies, reasons[i])
    }
  }
}
