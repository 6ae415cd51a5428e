/** @module Lines of one stream of the journal as a file for COPY, compiled from the columns of its table. */

import { type JournalRecord, SinkError } from '../sink.ts'
import { CopyBytes, countedText } from './copy-bytes.ts'
import { ExpectedBytes, LineCursor } from './line-cursor.ts'
import { type TransferValue, valueTransfer } from './line-values.ts'
import { type RecordTable, RUN_COLUMN } from './record-tables.ts'
import { ACCEPTED, parseRecord, writeValue } from './record-values.ts'
import { quoted, type SqlColumn } from './sql-columns.ts'

const LINE_END = ExpectedBytes.of('}')

export class CopyEncoder {
  /** Table and columns, as COPY wants them. */
  readonly target: string
  readonly #table: string
  readonly #columns: readonly SqlColumn[]
  /** What stands before each value in a line of the usual form. */
  readonly #keys: readonly ExpectedBytes[]
  readonly #transfers: readonly TransferValue[]
  readonly #run: Uint8Array
  readonly #cursor = new LineCursor()
  readonly #bytes = new CopyBytes()

  /**
   * @param table - what is stored of the records
   * @param runId - the run they are of
   * @param target - the table they go to, if another one of the same columns
   */
  constructor({ name, columns }: RecordTable, runId: string, target = name) {
    const names = [...columns.map((column) => column.name), RUN_COLUMN].map(quoted)
    this.target = `${quoted(target)} (${names.join(', ')})`
    this.#table = name
    this.#columns = columns
    this.#keys = columns.map(({ field }, index) => ExpectedBytes.of(`${index === 0 ? '{' : ','}"${field}":`))
    this.#transfers = columns.map(valueTransfer)
    this.#run = countedText(runId)
  }

  /**
   * The lines from `begin` up to, not including, `end`, as one file.
   *
   * @throws SinkError that a line is no record of this stream
   */
  encode(lines: readonly Uint8Array[], begin = 0, end = lines.length): Uint8Array<ArrayBuffer> {
    this.#bytes.cutTo(0)
    this.#bytes.begin()
    for (let index = begin; index < end; index++) this.#writeLine(lines[index])
    this.#bytes.end()
    return this.#bytes.take()
  }

  /** The same in pieces of so many lines, each made when it is asked for. */
  *encodeParts(lines: readonly Uint8Array[], partLines: number): Generator<Uint8Array, void, undefined> {
    this.#bytes.cutTo(0)
    this.#bytes.begin()
    for (const [index, line] of lines.entries()) {
      if (index > 0 && index % partLines === 0) yield this.#bytes.take()
      this.#writeLine(line)
    }
    this.#bytes.end()
    yield this.#bytes.take()
  }

  #writeLine(line: Uint8Array): void {
    const bytes = this.#bytes
    const before = bytes.length
    bytes.row(this.#columns.length + 1)
    if (!this.#transferLine(line)) {
      bytes.cutTo(before)
      bytes.row(this.#columns.length + 1)
      this.#writeRecord(parseRecord(line))
    }
    bytes.raw(this.#run)
  }

  #transferLine(line: Uint8Array): boolean {
    const cursor = this.#cursor
    cursor.moveTo(line)
    const keys = this.#keys
    const transfers = this.#transfers
    for (let column = 0; column < keys.length; column++) {
      if (!cursor.skip(keys[column]) || !transfers[column](cursor, this.#bytes)) return false
    }
    return cursor.skip(LINE_END) && cursor.isAtEnd()
  }

  #writeRecord(record: JournalRecord): void {
    for (const column of this.#columns) {
      if (!writeValue(this.#bytes, column, record[column.field])) this.#refuse(record, column)
    }
  }

  #refuse(record: JournalRecord, { field, type, nullable }: SqlColumn): never {
    const value = JSON.stringify(record[field])
    const accepted = `${ACCEPTED[type]}${nullable ? ' or null' : ''}`
    throw new SinkError(
      'rejected',
      `a record for ${this.#table}, of ${JSON.stringify(record.timestamp)}: ${field} = ${value}: expected ${accepted}. ` +
        'The journal was written by another version of the program, or changed since.',
    )
  }
}
