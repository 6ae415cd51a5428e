/** @module What every meter measured last, from the end of the journal: the run is not asked. */

import { closeSync, fstatSync, openSync } from 'node:fs'
import { linesBackward } from '../../journal/backward-lines.ts'
import type { JournalRecord } from '../../journal/record-batch.ts'
import { parseRecord } from '../../journal/record-lines.ts'

/** The records with the latest timestamp for which there are `count`, in their order. */
export function latestRecords(path: string, count: number): readonly JournalRecord[] {
  let fd: number
  try {
    fd = openSync(path, 'r')
  } catch {
    return []
  }
  try {
    return lastGroup(fd, count)
  } finally {
    closeSync(fd)
  }
}

/** The last records of a file that have one timestamp, as many as there are; none where there is no file. */
export function lastRecords(path: string, most: number): readonly JournalRecord[] {
  let fd: number
  try {
    fd = openSync(path, 'r')
  } catch {
    return []
  }
  try {
    const records: JournalRecord[] = []
    for (const { text } of linesBackward(fd, fstatSync(fd).size)) {
      const record = text === null ? null : parseRecord(text)
      if (record === null) continue
      if (records.length === most || (records[0] !== undefined && record.timestamp !== records[0].timestamp)) break
      records.push(record)
    }
    return records.reverse()
  } finally {
    closeSync(fd)
  }
}

/** A group that is still being written has fewer records, and the one before it counts. */
function lastGroup(fd: number, count: number): readonly JournalRecord[] {
  let records: JournalRecord[] = []
  for (const { text } of linesBackward(fd, fstatSync(fd).size)) {
    const record = text === null ? null : parseRecord(text)
    if (record === null) continue
    if (records[0] !== undefined && record.timestamp !== records[0].timestamp) records = []
    records.push(record)
    if (records.length === count) return records.reverse()
  }
  return []
}

/** The latest readings of a run, read anew when its tick has changed. */
export class LatestReadings {
  readonly #path: string
  readonly #meters: number
  #tick = -1
  #readings: readonly JournalRecord[] = []
  #byMeter: ReadonlyMap<string, JournalRecord> = new Map()

  constructor(outputFile: string, meters: number) {
    this.#path = outputFile
    this.#meters = meters
  }

  /** @param tick - the run's last; the same tick is not read twice */
  at(tick: number): ReadonlyMap<string, JournalRecord> {
    if (tick !== this.#tick) {
      const readings = latestRecords(this.#path, this.#meters)
      // The file of a new day is empty for a moment.
      if (readings.length > 0) this.#readings = readings
      this.#byMeter = new Map(this.#readings.map((reading) => [String(reading.meter_id), reading]))
      this.#tick = tick
    }
    return this.#byMeter
  }
}
