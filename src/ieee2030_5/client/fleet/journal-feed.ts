/** @module The readings of a run from its journal, tick by tick, from any place on, while it is written. */

import type { JournalRecord } from '../../../journal/record-batch.ts'
import type { StreamPosition } from '../../../journal/record-stream.ts'
import { StreamReader } from '../../../journal/stream-reader.ts'
import { fedReading } from './fed-reading.ts'
import type { ReadingFeed, ReadingTick } from './reading-feed.ts'

/** How often the journal is looked at unasked [ms]. */
const LOOK_MS = 1000
/** Only the number of records ends a batch. */
const NO_LIMIT = Number.POSITIVE_INFINITY

export class JournalFeed implements ReadingFeed {
  readonly #outputFile: string
  /** Readings of a tick. */
  readonly #meters: number
  readonly #from: StreamPosition
  /** Ends the present wait for more. */
  #rested: () => void = () => undefined
  #isWoken = false

  /** @param from - between two ticks */
  constructor(outputFile: string, meters: number, from: StreamPosition) {
    this.#outputFile = outputFile
    this.#meters = meters
    this.#from = from
  }

  /** There may be more to read. */
  wake(): void {
    this.#isWoken = true
    this.#rested()
  }

  /** @throws JournalDamage where the journal cannot be read on */
  async *ticks(signal: AbortSignal): AsyncGenerator<ReadingTick> {
    const reader = new StreamReader(this.#outputFile, 'readings')
    try {
      let position = this.#from
      let records: JournalRecord[] = []
      while (!signal.aborted) {
        const batch = await reader.read(position, { records: this.#meters - records.length, bytes: NO_LIMIT })
        if (batch === null) {
          await this.#rest(signal)
          continue
        }
        position = batch.until
        records.push(...batch.records)
        if (records.length < this.#meters) continue
        yield {
          timeMs: Date.parse(String(records[0]?.timestamp)),
          readings: records.flatMap((record) => fedReading(record) ?? []),
          until: position,
        }
        records = []
      }
    } finally {
      await reader.close()
    }
  }

  /** Waits until woken, or for a while. */
  #rest(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        this.#isWoken = false
        resolve()
      }
      const timer = setTimeout(end, LOOK_MS)
      this.#rested = end
      signal.addEventListener('abort', end, { once: true })
      if (this.#isWoken || signal.aborted) end()
    })
  }
}
