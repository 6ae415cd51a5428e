/** @module The changes of one request as one line: a checksum, and JSON. */

import { crc32 } from 'node:zlib'
import type { Change } from '../../utility/utility-state.ts'

const CRC_DIGITS = 8
const BLANK = 0x20

export function changeLine(changes: readonly Change[]): string {
  const json = JSON.stringify(changes.map(({ collection, key, value }) => [collection, key, value]))
  return `${checksum(json)} ${json}\n`
}

/**
 * The changes of a line.
 *
 * @param line - without its end
 * @returns null when it is not what was written
 */
export function changesOf(line: Uint8Array): readonly Change[] | null {
  if (line.length <= CRC_DIGITS || line[CRC_DIGITS] !== BLANK) return null
  const text = new TextDecoder()
  const json = line.subarray(CRC_DIGITS + 1)
  if (text.decode(line.subarray(0, CRC_DIGITS)) !== checksum(json)) return null
  // What carries the checksum is what changeLine() wrote.
  const entries = JSON.parse(text.decode(json)) as [string, string, unknown][]
  return entries.map(([collection, key, value]) => ({ collection, key, value }))
}

function checksum(json: string | Uint8Array): string {
  return crc32(json).toString(16).padStart(CRC_DIGITS, '0')
}
