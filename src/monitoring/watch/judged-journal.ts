/** @module Reads a run's journal to the rules, tick by tick, from any place on, while it is written. */

import type { StreamPosition } from '../../journal/record-stream.ts'
import { STREAM_BEGIN } from '../../journal/record-stream.ts'
import { plainLength, StreamFiles } from '../../journal/stream-files.ts'
import { StreamReader } from '../../journal/stream-reader.ts'
import type { CampusJudge } from '../alerts/campus-judge.ts'
import { judgedControl, judgedReading, judgedSlot } from './judged-records.ts'

/** Records read at once; between two such pieces whoever else has something to say gets a turn. */
const LIMITS = { records: 2000, bytes: 4 * 1024 * 1024 }

export interface JournalPlace {
  readonly readings: StreamPosition
  readonly marketSlots: StreamPosition
}

export class JudgedJournal {
  readonly #meters: number
  readonly #judge: CampusJudge
  readonly #readings: StreamReader
  readonly #slots: StreamReader
  readonly #commands: StreamReader<'commands'>
  #readingsAt: StreamPosition
  #slotsAt: StreamPosition
  /** Commands are read from the first on: what was ordered long ago may still hold. */
  #commandsAt = STREAM_BEGIN
  /** Readings of the present tick so far. */
  #taken = 0

  /** @param from - between two ticks */
  constructor(outputFile: string, meters: number, judge: CampusJudge, from: JournalPlace) {
    this.#meters = meters
    this.#judge = judge
    this.#readings = new StreamReader(outputFile, 'readings')
    this.#slots = new StreamReader(outputFile, 'market_slots')
    this.#commands = new StreamReader(outputFile, 'commands')
    this.#readingsAt = from.readings
    this.#slotsAt = from.marketSlots
  }

  get place(): JournalPlace {
    return { readings: this.#readingsAt, marketSlots: this.#slotsAt }
  }

  /**
   * Reads one piece to the judge.
   *
   * @returns the time of the tick that ended with it; undefined within a tick, and null when there is no more at present
   * @throws JournalDamage where the journal cannot be read on
   */
  async readOn(): Promise<number | undefined | null> {
    const records = Math.min(LIMITS.records, this.#meters - this.#taken)
    const batch = await this.#readings.read(this.#readingsAt, { ...LIMITS, records })
    if (batch === null) {
      await this.#readSlots()
      return null
    }
    // What shapes a reading was recorded before it.
    await this.#readCommands()
    this.#readingsAt = batch.until
    this.#taken += batch.records.length
    let timestamp = ''
    for (const record of batch.records) {
      const reading = judgedReading(record)
      if (reading === null) continue
      this.#judge.takeReading(reading)
      timestamp = reading.timestamp
    }
    if (this.#taken < this.#meters) return undefined
    this.#taken = 0
    await this.#readSlots()
    return Date.parse(timestamp)
  }

  async close(): Promise<void> {
    await Promise.all([this.#readings.close(), this.#slots.close(), this.#commands.close()])
  }

  async #readSlots(): Promise<void> {
    for (;;) {
      const batch = await this.#slots.read(this.#slotsAt, LIMITS)
      if (batch === null) return
      this.#slotsAt = batch.until
      for (const record of batch.records) {
        const slot = judgedSlot(record)
        if (slot !== null) this.#judge.takeSlot(slot)
      }
    }
  }

  async #readCommands(): Promise<void> {
    for (;;) {
      const batch = await this.#commands.read(this.#commandsAt, LIMITS)
      if (batch === null) return
      this.#commandsAt = batch.until
      for (const record of batch.records) {
        const control = judgedControl(record)
        if (control !== null) this.#judge.takeControl(control)
      }
    }
  }
}

/** Where a journal ends that is between two ticks; its beginning where there is none yet. */
export async function endOfJournal(outputFile: string): Promise<JournalPlace> {
  const [readings, marketSlots] = await Promise.all([
    endOf(new StreamFiles(outputFile, 'readings')),
    endOf(new StreamFiles(outputFile, 'market_slots')),
  ])
  return { readings, marketSlots }
}

async function endOf(files: StreamFiles): Promise<StreamPosition> {
  const last = (await files.list()).at(-1)
  return last === undefined ? STREAM_BEGIN : { segment: last.segment, offset: await plainLength(last), records: 0 }
}
