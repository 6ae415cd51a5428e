/** @module Readings straight from a simulation, at the pace of a clock: for a fleet without a run. */

import { setTimeout as delay } from 'node:timers/promises'
import { findRecords } from '../../../journal/record-lines.ts'
import { CampusSimulation } from '../../../run/campus-simulation.ts'
import type { RunInputs } from '../../../run/run-inputs.ts'
import type { SimulatedClock } from '../time/simulated-clock.ts'
import { fedReading } from './fed-reading.ts'
import type { FedReading, ReadingFeed, ReadingTick } from './reading-feed.ts'

const NO_LIMITS = { records: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY }
/** Longest single wait, so that a clock that is changed is noticed [ms]. */
const LONGEST_WAIT_MS = 1000

export class EngineFeed implements ReadingFeed {
  readonly #inputs: RunInputs
  readonly #startMs: number
  readonly #clock: SimulatedClock

  /** @param startMs - of the first interval [ms since 1970 UTC] */
  constructor(inputs: RunInputs, startMs: number, clock: SimulatedClock) {
    this.#inputs = inputs
    this.#startMs = startMs
    this.#clock = clock
  }

  async *ticks(signal: AbortSignal): AsyncGenerator<ReadingTick> {
    const simulation = await CampusSimulation.create(this.#inputs, this.#startMs, null)
    if (simulation === null) throw new Error('a simulation that is not resumed always fits')
    try {
      while (!signal.aborted) {
        const timeMs = simulation.timeMs(simulation.tick + 1)
        await this.#untilThen(timeMs, signal)
        if (signal.aborted) return
        await simulation.advance()
        const readings: FedReading[] = []
        await simulation.write((lines) => {
          const { records } = findRecords(Buffer.from(lines), NO_LIMITS)
          readings.push(...records.flatMap((record) => fedReading(record) ?? []))
        })
        yield { timeMs, readings, until: null }
      }
    } finally {
      await simulation.close()
    }
  }

  async #untilThen(timeMs: number, signal: AbortSignal): Promise<void> {
    for (
      let wait = this.#clock.wallDelayMs(timeMs);
      wait > 0 && !signal.aborted;
      wait = this.#clock.wallDelayMs(timeMs)
    ) {
      await delay(Math.min(LONGEST_WAIT_MS, Math.ceil(wait)), undefined, { signal }).catch(() => undefined)
    }
  }
}
