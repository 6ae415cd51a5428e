/** @module Rows like those of readings, in PostgreSQL's binary COPY format: 38 columns of the same types. */

const NUMBERS = 26
const TEXTS = 8
const COLUMNS = 4 + NUMBERS + TEXTS
const ROW_BYTES = 2 + 12 + 24 + NUMBERS * 12 + TEXTS * 20 + 5 + 8
/** Of the format: signature, flags, length of the extension. */
const HEAD_BYTES = 19
const METERS = 1000
const INTERVAL_US = 15_000_000n
/** 2026-03-02 in microseconds since 2000. */
const BEGIN_US = 825_724_800_000_000n
const WORD = 'Partly_Cloudy'

/** The table the rows go to. */
export const STORE_TABLE = `create table readings (
  "time" timestamptz, meter_id text, ${columns('number', NUMBERS, 'float8')}, ${columns('text', TEXTS, 'text')},
  flag bool, count int4, primary key (meter_id, "time"))`

function columns(name: string, count: number, type: string): string {
  return Array.from({ length: count }, (_, at) => `${name}${at} ${type}`).join(', ')
}

/** Rows `first` to `first + rows - 1` of an endless series: 1000 meters, every 15 seconds. */
export function storeRows(first: number, rows: number): Uint8Array<ArrayBuffer> {
  const buffer = Buffer.alloc(HEAD_BYTES + rows * ROW_BYTES + 2)
  let at = buffer.write('PGCOPY\n\xff\r\n\0', 'latin1') + 8
  const text = (value: string): void => {
    at = buffer.writeInt32BE(value.length, at)
    at += buffer.write(value, at)
  }
  for (let row = first; row < first + rows; row++) {
    at = buffer.writeInt16BE(COLUMNS, at)
    at = buffer.writeInt32BE(8, at)
    at = buffer.writeBigInt64BE(BEGIN_US + BigInt(Math.floor(row / METERS)) * INTERVAL_US, at)
    text(`AMI_METER_UTCC_${String(row % METERS).padStart(4, '0')}`)
    for (let number = 0; number < NUMBERS; number++) {
      at = buffer.writeInt32BE(8, at)
      at = buffer.writeDoubleBE(100 * Math.sin(row * 31 + number), at)
    }
    for (let word = 0; word < TEXTS; word++) text(WORD.slice(0, 8 + (word % 5)))
    at = buffer.writeInt32BE(1, at)
    at = buffer.writeInt8(1, at)
    at = buffer.writeInt32BE(4, at)
    at = buffer.writeInt32BE(row, at)
  }
  at = buffer.writeInt16BE(-1, at)
  return new Uint8Array(buffer.subarray(0, at))
}
