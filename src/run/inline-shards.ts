/** @module All meters in this thread. */

import type { Fleet } from '../campus/meter.ts'
import type { Settings } from '../config/settings.ts'
import { TALLIES_LENGTH } from '../simulation/quality/quality-tallies.ts'
import type { ReadingBatch, ReadingColumns } from '../simulation/readings/reading-batch.ts'
import type { SiteConditions } from '../simulation/site-conditions.ts'
import { TOTALS_LENGTH } from '../simulation/tick-totals.ts'
import type { FleetShards } from './fleet-shards.ts'
import type { RangeComputer } from './range-computer.ts'
import { createPages, pageSize, type ReadingPage } from './reading-pages.ts'

export class InlineShards implements FleetShards {
  readonly threads = 1
  readonly columns: ReadingColumns
  readonly totals = new Float64Array(TOTALS_LENGTH)
  readonly tallies = new Float64Array(TALLIES_LENGTH)
  readonly #computer: RangeComputer
  readonly #conditions: SiteConditions
  readonly #batch: ReadingBatch
  readonly #pages: readonly ReadingPage[]
  readonly #buffer: Uint8Array

  constructor(options: {
    fleet: Fleet
    settings: Settings
    computer: RangeComputer
    conditions: SiteConditions
    batch: ReadingBatch
  }) {
    const { fleet, settings, computer, conditions, batch } = options
    this.columns = batch.columns
    this.#computer = computer
    this.#conditions = conditions
    this.#batch = batch
    this.#pages = createPages(fleet, settings, pageSize(fleet.size, 1), 0, 1)
    this.#buffer = new Uint8Array(Math.max(...this.#pages.map(({ capacity }) => capacity)))
  }

  advance(): void {
    this.#computer.advance(this.#conditions, this.totals, this.tallies)
  }

  async write(take: (lines: Uint8Array) => Promise<void> | void): Promise<void> {
    for (const page of this.#pages) {
      const taken = take(page.write(this.#batch, this.#buffer))
      if (taken !== undefined) {
        await taken
      }
    }
  }

  async close(): Promise<void> {}
}
