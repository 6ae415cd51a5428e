/**
 * @module The bytes of a checkpoint file.
 *
 * `GTXCKPT1`, a native-order mark (4 bytes), the preamble's length (4 bytes, little-endian), the preamble as JSON,
 * zeros up to a multiple of 8, then each column padded likewise, then SHA-256 of everything before it.
 */

import { createHash } from 'node:crypto'

const MAGIC = new TextEncoder().encode('GTXCKPT1')
const ORDER_MARK = 0x01020304
const ALIGNMENT = 8
const FIXED_BYTES = MAGIC.length + 8
export const CHECKSUM_BYTES = 32
export const PADDING = new Uint8Array(ALIGNMENT)

/** What a checkpoint holds; the columns are views of one buffer, aligned to eight bytes. */
export interface CheckpointContent {
  readonly header: unknown
  readonly columns: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
}

/** Name and length of a column, in the order of the file. */
type ColumnEntry = readonly [name: string, byteLength: number]

/** Zeros that follow `length` bytes. */
export function paddingAfter(length: number): number {
  return (ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT
}

/** Everything before the first column. */
export function encodePreamble(header: object, columns: ReadonlyMap<string, ArrayBufferView>): Uint8Array {
  const entries = [...columns].map(([name, { byteLength }]): ColumnEntry => [name, byteLength])
  const json = new TextEncoder().encode(JSON.stringify({ header, columns: entries }))
  const length = FIXED_BYTES + json.length
  const bytes = new Uint8Array(length + paddingAfter(length))
  bytes.set(MAGIC)
  new Uint32Array(bytes.buffer, MAGIC.length, 1)[0] = ORDER_MARK
  new DataView(bytes.buffer).setUint32(MAGIC.length + 4, json.length, true)
  bytes.set(json, FIXED_BYTES)
  return bytes
}

/** Takes a checkpoint apart; returns what is wrong with it, as a clause, when it is not whole. */
export function parseCheckpoint(bytes: Uint8Array<ArrayBuffer>): CheckpointContent | string {
  if (bytes.length < FIXED_BYTES + CHECKSUM_BYTES || MAGIC.some((byte, at) => bytes[at] !== byte)) {
    return 'is not a checkpoint of this version'
  }
  const body = bytes.subarray(0, bytes.length - CHECKSUM_BYTES)
  const checksum = createHash('sha256').update(body).digest()
  if (!checksum.equals(bytes.subarray(body.length))) return 'is damaged: its checksum does not match'
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  if (new Uint32Array(bytes.buffer, bytes.byteOffset + MAGIC.length, 1)[0] !== ORDER_MARK) {
    return 'was written on a machine of another byte order'
  }
  const jsonEnd = FIXED_BYTES + view.getUint32(MAGIC.length + 4, true)
  const preamble: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(FIXED_BYTES, jsonEnd)))
  if (!isPreamble(preamble)) return 'is damaged: its header does not describe columns'
  const columns = new Map<string, Uint8Array<ArrayBuffer>>()
  let at = jsonEnd + paddingAfter(jsonEnd)
  for (const [name, byteLength] of preamble.columns) {
    columns.set(name, bytes.subarray(at, at + byteLength))
    at += byteLength + paddingAfter(byteLength)
  }
  return at === body.length ? { header: preamble.header, columns } : 'is damaged: its columns do not fill it'
}

function isPreamble(value: unknown): value is { header: unknown; columns: readonly ColumnEntry[] } {
  if (typeof value !== 'object' || value === null || !('header' in value) || !('columns' in value)) return false
  return Array.isArray(value.columns) && value.columns.every(isColumnEntry)
}

function isColumnEntry(value: unknown): value is ColumnEntry {
  return Array.isArray(value) && typeof value[0] === 'string' && Number.isSafeInteger(value[1])
}
