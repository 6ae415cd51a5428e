/** @module Reads the ledger of certificates back from its stream. */

import { hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { CertificateRecord } from '../certificates/certificate-record.ts'
import { verifyChain } from '../certificates/hash-chain.ts'
import { isCertificateRecord } from '../certificates/is-certificate-record.ts'
import { formatProblem, RunError } from '../errors/problem.ts'
import { streamPath } from '../journal/journal-streams.ts'

/** SHA-256 as Node.js has it, several times as fast as one written out. */
export const platformSha256 = (text: string): string => hash('sha256', text)

/**
 * The entries in the first `length` bytes of the stream beside an output file, proven by their hash chain.
 *
 * @throws RunError when they cannot be read, or are not what was written
 */
export async function readCertificates(outputFile: string, length: number): Promise<CertificateRecord[]> {
  const path = streamPath(outputFile, 'renewable_certificates')
  const records = length === 0 ? [] : await readRecords(path, length)
  const fault = verifyChain(records, undefined, undefined, platformSha256)
  if (fault !== null) {
    throw damaged(path, formatProblem(fault.problem))
  }
  return records
}

async function readRecords(path: string, length: number): Promise<CertificateRecord[]> {
  const records: CertificateRecord[] = []
  const input = createReadStream(path, { end: length - 1 })
  try {
    for await (const line of createInterface({ input })) {
      const value: unknown = JSON.parse(line)
      if (!isCertificateRecord(value)) {
        throw new Error(`line ${records.length + 1} is no entry`)
      }
      records.push(value)
    }
  } catch (error) {
    throw damaged(path, error instanceof Error ? error.message : String(error))
  }
  return records
}

function damaged(path: string, reason: string): RunError {
  return new RunError(`${path} cannot be continued: ${reason}. Restore it, or start over with --fresh.`)
}
