/** @module Records of one stream as a file for COPY, compiled from the columns of its table. */

import { type JournalRecord, SinkError } from '../sink.ts'
import { CopyBytes, countedText } from './copy-bytes.ts'
import { type RecordTable, RUN_COLUMN } from './record-tables.ts'
import { quoted, type SqlColumn, type SqlType } from './sql-columns.ts'

type WriteValue = (bytes: CopyBytes, value: unknown) => boolean

/** Texts remembered per column: the meters of a large fleet, and then some. */
const REMEMBERED_TEXTS = 100_000

export class CopyEncoder {
  /** Table and columns, as COPY wants them. */
  readonly target: string
  readonly #table: string
  readonly #columns: readonly SqlColumn[]
  readonly #writers: readonly WriteValue[]
  readonly #run: Uint8Array
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
    this.#writers = columns.map(writerOf)
    this.#run = countedText(runId)
  }

  /**
   * The records from `begin` up to, not including, `end`.
   *
   * @throws SinkError that a record is not one of this stream
   */
  encode(records: readonly JournalRecord[], begin = 0, end = records.length): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes
    const columns = this.#columns
    const writers = this.#writers
    bytes.begin()
    for (let index = begin; index < end; index++) {
      const record = records[index]
      bytes.row(columns.length + 1)
      for (let column = 0; column < columns.length; column++) {
        if (!writers[column](bytes, record[columns[column].field])) this.#refuse(record, columns[column])
      }
      bytes.raw(this.#run)
    }
    return bytes.end()
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

const ACCEPTED: Readonly<Record<SqlType, string>> = {
  text: 'a text',
  float8: 'a number',
  int8: 'a whole number',
  bool: 'true or false',
  timestamptz: 'an instant such as 2026-03-02T00:00:15Z',
  _text: 'a list of texts',
}

/** @returns what writes a value of the column, and returns false when it is none */
function writerOf({ type, nullable, repetitive }: SqlColumn): WriteValue {
  const write = valueWriter(type, repetitive)
  if (!nullable) return write
  return (bytes, value) => {
    if (value !== null) return write(bytes, value)
    bytes.null()
    return true
  }
}

function valueWriter(type: SqlType, repetitive: boolean): WriteValue {
  switch (type) {
    case 'text':
      return repetitive ? rememberingTextWriter() : writeText
    case 'float8':
      return (bytes, value) => {
        if (typeof value !== 'number') return false
        bytes.float8(value)
        return true
      }
    case 'int8':
      return (bytes, value) => {
        if (!Number.isSafeInteger(value)) return false
        bytes.int8(Number(value))
        return true
      }
    case 'bool':
      return (bytes, value) => {
        if (typeof value !== 'boolean') return false
        bytes.bool(value)
        return true
      }
    case 'timestamptz':
      return instantWriter()
    case '_text':
      return (bytes, value) => {
        if (!Array.isArray(value)) return false
        const texts = value.filter((text) => typeof text === 'string')
        if (texts.length < value.length) return false
        bytes.texts(texts)
        return true
      }
  }
}

const writeText: WriteValue = (bytes, value) => {
  if (typeof value !== 'string') return false
  bytes.text(value)
  return true
}

function rememberingTextWriter(): WriteValue {
  const known = new Map<string, Uint8Array>()
  return (bytes, value) => {
    if (typeof value !== 'string') return false
    let counted = known.get(value)
    if (counted === undefined) {
      if (known.size >= REMEMBERED_TEXTS) known.clear()
      counted = countedText(value)
      known.set(value, counted)
    }
    bytes.raw(counted)
    return true
  }
}

/** Consecutive records are mostly of the same instant. */
function instantWriter(): WriteValue {
  let last = ''
  let lastMs = 0
  return (bytes, value) => {
    if (typeof value !== 'string') return false
    if (value !== last) {
      const ms = Date.parse(value)
      if (Number.isNaN(ms)) return false
      last = value
      lastMs = ms
    }
    bytes.timestamptz(lastMs)
    return true
  }
}
