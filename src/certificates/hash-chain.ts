/**
 * @module The chain of hashes through the ledger: every entry seals all entries before it.
 *
 * hash = SHA-256(previous_hash ‖ canonical text of the entry), hexadecimal, UTF-8. A changed, missing, added or moved
 * entry breaks the chain at its place. Entries cut off at the end, or a chain hashed anew from some entry on, show only
 * beside the head's hash kept somewhere else.
 *
 * @see S. Haber, W. S. Stornetta, How to time-stamp a digital document (1991), Journal of Cryptology 3,
 * DOI 10.1007/BF00196791
 */

import type { Problem } from '../errors/problem.ts'
import { type CertificateEntry, type CertificateRecord, canonicalText, certificateLine } from './certificate-record.ts'
import { sha256Hex } from './sha256.ts'

/** What the first entry follows. */
export const GENESIS_HASH = '0'.repeat(64)

/** SHA-256 of the UTF-8 bytes of a text, as 64 lower-case hexadecimal digits. */
export type Sha256 = (text: string) => string

/**
 * Makes new entries the records that continue the chain ending in `head`.
 *
 * @param write - receives the line of each, in order
 * @param sha256 - a faster one than our own, where the platform has it
 */
export function seal(
  head: string,
  entries: readonly CertificateEntry[],
  write: ((line: string) => void) | undefined,
  sha256: Sha256 = sha256Hex,
): CertificateRecord[] {
  let previous_hash = head
  return entries.map((entry) => {
    const text = canonicalText(entry)
    const hash = sha256(previous_hash + text)
    write?.(certificateLine(text, previous_hash, hash))
    // Not a copy: nobody else has the new entry, and there may be a million of them at the end of an hour.
    const record = Object.assign(entry, { previous_hash, hash })
    previous_hash = hash
    return record
  })
}

/** The first entry that is not what was appended there. */
export interface ChainFault {
  /** Its place, from 0; the number of entries when only their end is missing. */
  readonly index: number
  readonly problem: Problem
}

/**
 * Looks for tampering.
 *
 * @param records - a ledger from its first entry on, or a part of it
 * @param start - hash the first of them must follow
 * @param head - hash of the last entry as noted elsewhere, to see whether the end is there
 * @param sha256 - a faster one than our own, where the platform has it
 * @returns the first broken entry; null for an intact chain
 */
export function verifyChain(
  records: Iterable<CertificateRecord>,
  start: string = GENESIS_HASH,
  head?: string,
  sha256: Sha256 = sha256Hex,
): ChainFault | null {
  let previous = start
  let index = 0
  for (const record of records) {
    if (record.previous_hash !== previous) {
      return fault(index, record, 'previous_hash', record.previous_hash, previous)
    }
    const hash = sha256(previous + canonicalText(record))
    if (record.hash !== hash) {
      return fault(index, record, 'hash', record.hash, hash)
    }
    previous = hash
    index++
  }
  if (head !== undefined && head !== previous) {
    const problem = { source: `entry ${index + 1}`, key: 'hash', expected: `further entries up to the hash ${head}` }
    return { index, problem }
  }
  return null
}

function fault(
  index: number,
  { certificate_id }: CertificateRecord,
  key: string,
  value: string,
  expected: string,
): ChainFault {
  const fix = 'The entry was changed, or one before it removed, added or moved; restore the file from a copy.'
  return { index, problem: { source: `entry ${index + 1} (${certificate_id})`, key, value, expected, fix } }
}
