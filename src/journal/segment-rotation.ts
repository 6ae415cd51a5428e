/** @module Closes a live run's active segment at local midnight, so that each closed segment is one local day. */

import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { LocalClock } from '../time/local-clock.ts'
import { syncFolder } from './folder-sync.ts'
import { closedSegmentPath } from './journal-files.ts'
import { JournalWriter } from './journal-writer.ts'
import { writeFailure } from './write-failure.ts'

/**
 * Decides when the active segment is full and puts a new one in its place.
 *
 * Every step leaves a state a restart understands: before the rename the segment is still active and is closed by the
 * first tick of the next day; after it, a missing active segment is simply started.
 */
export class SegmentRotation {
  readonly #outputFile: string
  readonly #clock: LocalClock
  #activeDate: string | null

  /**
   * @param timeZone - IANA name whose midnights close segments
   * @param lastTickMs - time of the active segment's last tick; null when it is empty
   */
  constructor(outputFile: string, timeZone: string, lastTickMs: number | null) {
    this.#outputFile = outputFile
    this.#clock = new LocalClock(timeZone)
    this.#activeDate = lastTickMs === null ? null : this.dateOf(lastTickMs)
  }

  /**
   * Local date a tick belongs to: a tick is labelled with its interval's end, so midnight is the end of the day before.
   *
   * @param tickMs - end of the interval [ms since 1970 UTC]
   */
  dateOf(tickMs: number): string {
    const { year, month, day } = this.#clock.at(tickMs - 1)
    return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`
  }

  /**
   * The writer the next tick goes to: the given one, or that of a new segment when the tick begins a new local day.
   *
   * @param tickMs - end of the interval about to be written
   */
  async writerFor(tickMs: number, writer: JournalWriter): Promise<JournalWriter> {
    const date = this.dateOf(tickMs)
    const activeDate = this.#activeDate
    this.#activeDate = date
    if (activeDate === null || date <= activeDate || writer.length === 0) return writer
    return this.#close(activeDate, writer)
  }

  async #close(date: string, writer: JournalWriter): Promise<JournalWriter> {
    await writer.close()
    const target = freePath(this.#outputFile, date)
    try {
      await rename(this.#outputFile, target)
      await syncFolder(dirname(target))
    } catch (error) {
      throw writeFailure(error, 'the closed segment', target, 'The journal itself is complete and valid.')
    }
    return JournalWriter.open(this.#outputFile)
  }
}

/** A date is closed twice only when its segment was put back or the clock changed; nothing is ever overwritten. */
function freePath(outputFile: string, date: string): string {
  for (let part = 1; ; part++) {
    const path = closedSegmentPath(outputFile, date, part)
    if (!existsSync(path) && !existsSync(`${path}.gz`)) return path
  }
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
