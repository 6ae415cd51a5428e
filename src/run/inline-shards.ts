/** @module All meters in this thread. */

import type { Fleet } from '../campus/meter.ts'
import type { Settings } from '../config/settings.ts'
import type { FleetKernel } from '../simulation/fleet-kernel.ts'
import type { ReadingBatch, ReadingColumns } from '../simulation/readings/reading-batch.ts'
import type { SiteConditions } from '../simulation/site-conditions.ts'
import { TOTALS_LENGTH } from '../simulation/tick-totals.ts'
import type { FleetShards } from './fleet-shards.ts'
import { createPages, pageSize, type ReadingPage } from './reading-pages.ts'

export class InlineShards implements FleetShards {
  readonly threads = 1
  readonly columns: ReadingColumns
  readonly totals = new Float64Array(TOTALS_LENGTH)
  readonly #kernel: FleetKernel
  readonly #conditions: SiteConditions
  readonly #batch: ReadingBatch
  readonly #pages: readonly ReadingPage[]
  readonly #buffer: Uint8Array

  constructor(options: {
    fleet: Fleet
    settings: Settings
    kernel: FleetKernel
    conditions: SiteConditions
    batch: ReadingBatch
  }) {
    const { fleet, settings, kernel, conditions, batch } = options
    this.columns = batch.columns
    this.#kernel = kernel
    this.#conditions = conditions
    this.#batch = batch
    this.#pages = createPages(fleet, settings, pageSize(fleet.size, 1), 0, 1)
    this.#buffer = new Uint8Array(Math.max(...this.#pages.map(({ capacity }) => capacity)))
  }

  advance(): void {
    this.#kernel.advance(this.#conditions, this.totals)
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
