/** @module Finds the last complete tick of a segment after a crash, reading only its tail. */

import { closeSync, fstatSync, openSync } from 'node:fs'
import { UsageError } from '../errors/problem.ts'
import type { PlacedLine } from './backward-lines.ts'
import { linesBackward, readFully } from './backward-lines.ts'
import { LINE_PREFIX, parseReadingLine } from './reading-line.ts'
import { errorCode } from './write-failure.ts'

/** More damage than a crash can do between two syncs: the file is something else. */
const MAX_DAMAGED_BYTES = 64 * 1024 * 1024
const MIN_MISFITS = 1000
const EXCERPT_LENGTH = 60

/** The meters whose readings make up a tick, in the order of its lines. */
export interface TickMeters {
  readonly size: number
  meterId(index: number): string
}

/** What stands behind the last complete tick and has to go. */
export interface CutTail {
  readonly bytes: number
  /** Whole readings of a tick that is not complete. */
  readonly readings: number
  /** Lines that are no readings: torn, or damaged by a power cut. */
  readonly damagedLines: number
}

export interface JournalTail {
  /** Time of the last complete tick [ms since 1970 UTC]; null when there is none. */
  readonly lastTickMs: number | null
  /** Bytes up to the end of that tick. */
  readonly validLength: number
  /** Null when the segment ends with a complete tick. */
  readonly cut: CutTail | null
}

/**
 * Finds the end of the last complete tick: `meters.size` consecutive lines with one timestamp, in fleet order.
 *
 * The file is only read; `JournalWriter.open(path, validLength)` cuts it.
 *
 * @throws UsageError for a file that is not a journal of these meters
 */
export function recoverJournal(path: string, meters: TickMeters): JournalTail {
  let fd: number
  try {
    fd = openSync(path, 'r')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { lastTickMs: null, validLength: 0, cut: null }
    const value = error instanceof Error ? error.message : String(error)
    throw new UsageError([{ source: path, key: 'journal', value, expected: 'a readable file' }])
  }
  try {
    return new TailScan(path, meters, fd).run()
  } finally {
    closeSync(fd)
  }
}

/** One sentence about what was cut off. */
export function describeCut(cut: CutTail): string {
  const parts = [
    cut.readings > 0 ? `${cut.readings} readings of an incomplete tick` : '',
    cut.damagedLines > 0 ? `${cut.damagedLines} incomplete or damaged lines` : '',
  ]
  return `Cut ${cut.bytes} bytes off the end of the journal: ${parts.filter((part) => part !== '').join(' and ')}.`
}

/** Walks backward line by line, gathering a tick from its last meter to its first. */
class TailScan {
  readonly #path: string
  readonly #meters: TickMeters
  readonly #fd: number
  #readings = 0
  #damagedLines = 0
  #damagedBytes = 0
  /** The whole file is one line without an end. */
  #hasNoNewline = false
  /** Earliest and latest time among the readings given up. */
  #earliestMs = Number.POSITIVE_INFINITY
  #latestMs = Number.NEGATIVE_INFINITY
  /** The tick being gathered: its lines so far, its time and its end. */
  #gathered = 0
  #tickMs = 0
  #tickEnd = 0

  constructor(path: string, meters: TickMeters, fd: number) {
    this.#path = path
    this.#meters = meters
    this.#fd = fd
  }

  run(): JournalTail {
    const { size } = fstatSync(this.#fd)
    for (const line of linesBackward(this.#fd, size)) {
      const reading = line.text === null ? null : parseReadingLine(line.text)
      if (reading === null) this.#giveUpDamaged(line)
      else if (!this.#gather(line, reading.timeMs, reading.meterId)) this.#giveUpReading(line, reading.timeMs)
      if (this.#gathered === this.#meters.size) return this.#found(size, line)
    }
    return this.#nothingFound(size)
  }

  #gather(line: PlacedLine, timeMs: number, meterId: string): boolean {
    const { size } = this.#meters
    if (this.#gathered > 0) {
      if (timeMs === this.#tickMs && meterId === this.#meters.meterId(size - 1 - this.#gathered)) {
        this.#gathered++
        return true
      }
      this.#giveUpTick()
    }
    if (meterId !== this.#meters.meterId(size - 1)) return false
    this.#gathered = 1
    this.#tickMs = timeMs
    this.#tickEnd = line.end
    return true
  }

  #giveUpTick(): void {
    if (this.#gathered === 0) return
    this.#countGivenUp(this.#gathered, this.#tickMs)
    this.#gathered = 0
  }

  #giveUpReading(line: PlacedLine, timeMs: number): void {
    this.#countGivenUp(1, timeMs)
    if (this.#readings > Math.max(4 * this.#meters.size, MIN_MISFITS)) throw this.#foreign(line)
  }

  #giveUpDamaged(line: PlacedLine): void {
    this.#giveUpTick()
    this.#damagedLines++
    this.#hasNoNewline = line.start === 0 && line.text === null && this.#damagedLines === 1
    this.#damagedBytes += line.end - line.start
    if (this.#damagedBytes > MAX_DAMAGED_BYTES) throw this.#foreign(line)
  }

  #countGivenUp(readings: number, timeMs: number): void {
    this.#readings += readings
    this.#earliestMs = Math.min(this.#earliestMs, timeMs)
    this.#latestMs = Math.max(this.#latestMs, timeMs)
  }

  #found(size: number, line: PlacedLine): JournalTail {
    // Readings of the same tick behind its last meter belong to a larger fleet, not to a torn tick of this one.
    if (this.#earliestMs <= this.#tickMs) throw this.#foreign(line)
    return { lastTickMs: this.#tickMs, validLength: this.#tickEnd, cut: this.#cut(size - this.#tickEnd) }
  }

  /** Without a complete tick, the file may only be the beginning of the very first one. */
  #nothingFound(size: number): JournalTail {
    this.#giveUpTick()
    if (size > 0 && !this.#isFirstTickTorn(size)) {
      throw this.#foreign({ start: 0, end: size, text: this.#head(size, EXCERPT_LENGTH).toString('utf8') })
    }
    return { lastTickMs: null, validLength: 0, cut: this.#cut(size) }
  }

  #isFirstTickTorn(size: number): boolean {
    if (this.#readings === 0) {
      const head = this.#head(size, LINE_PREFIX.length)
      const isZeros = head.every((byte) => byte === 0)
      return this.#hasNoNewline && (isZeros || LINE_PREFIX.startsWith(head.toString('utf8')))
    }
    return this.#earliestMs === this.#latestMs && this.#firstLineIsFirstMeter(size)
  }

  #firstLineIsFirstMeter(size: number): boolean {
    const head = this.#head(size, 64 * 1024)
    const newline = head.indexOf('\n')
    const first = parseReadingLine(head.toString('utf8', 0, Math.max(newline, 0)))
    return first?.meterId === this.#meters.meterId(0)
  }

  #head(size: number, length: number): Buffer {
    const head = Buffer.alloc(Math.min(size, length))
    readFully(this.#fd, head, head.length, 0)
    return head
  }

  #cut(bytes: number): CutTail | null {
    return bytes === 0 ? null : { bytes, readings: this.#readings, damagedLines: this.#damagedLines }
  }

  #foreign(line: PlacedLine): UsageError {
    const [firstLine] = (line.text ?? '').split('\n', 1)
    const text = firstLine.replaceAll(/[^\x20-\x7e\u00a0-\uffff]/g, '?')
    return new UsageError([
      {
        source: this.#path,
        key: `line at byte ${line.start}`,
        value: text.length > EXCERPT_LENGTH ? `${text.slice(0, EXCERPT_LENGTH)}…` : text,
        expected: `a journal of readings of these ${this.#meters.size} meters`,
        fix: 'Give another --output, or replace this file with --fresh. Nothing was changed.',
      },
    ])
  }
}
