/** @module Pages of a fleet: the parts in which a tick's readings become JSON lines. */

import type { Fleet } from '../campus/meter.ts'
import type { Settings } from '../config/settings.ts'
import type { ReadingBatch } from '../simulation/readings/reading-batch.ts'
import { ReadingWriter } from '../simulation/readings/reading-writer.ts'

/** Largest page: its lines fit a few megabytes. */
const LARGEST_PAGE = 4096
const SMALLEST_PAGE = 16

/** Splits a fleet into pages, several for each thread so that none waits long for another. */
export function pageSize(meters: number, threads: number): number {
  return threads === 1
    ? Math.min(meters, LARGEST_PAGE)
    : Math.min(LARGEST_PAGE, Math.max(SMALLEST_PAGE, Math.ceil(meters / (4 * threads))))
}

/** One page with its writer. */
export class ReadingPage {
  readonly #writer: ReadingWriter
  /** Room the page's lines may need [bytes]. */
  readonly capacity: number

  constructor(fleet: Fleet, from: number, to: number, settings: Settings) {
    this.#writer = new ReadingWriter(fleet, from, to, { intervalSeconds: settings.intervalSeconds })
    this.capacity = (to - from) * this.#writer.maxBytesPerReading
  }

  /** Writes the page's lines and returns them as a view into `into`. */
  write(batch: ReadingBatch, into: Uint8Array): Uint8Array {
    return into.subarray(0, this.#writer.write(batch, into, 0))
  }
}

/** The pages `first`, `first + step`, … of a fleet. */
export function createPages(
  fleet: Fleet,
  settings: Settings,
  size: number,
  first: number,
  step: number,
): ReadingPage[] {
  const pages: ReadingPage[] = []
  for (let from = first * size; from < fleet.size; from += step * size) {
    pages.push(new ReadingPage(fleet, from, Math.min(from + size, fleet.size), settings))
  }
  return pages
}
