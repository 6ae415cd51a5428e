/** @module Reads the ledger of certificates back from its stream. */

import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { CertificateRecord } from '../certificates/certificate-record.ts'
import { streamPath } from '../journal/journal-streams.ts'

/**
 * The entries in the first `length` bytes of the stream beside an output file.
 *
 * They were written by this program and are proven by their hash chain when the ledger takes them.
 */
export async function readCertificates(outputFile: string, length: number): Promise<CertificateRecord[]> {
  const records: CertificateRecord[] = []
  if (length > 0) {
    const input = createReadStream(streamPath(outputFile, 'renewable_certificates'), { end: length - 1 })
    for await (const line of createInterface({ input })) {
      const record: CertificateRecord = JSON.parse(line)
      records.push(record)
    }
  }
  return records
}
