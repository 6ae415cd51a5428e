/** @module Tells whether something read from a file has the form of a ledger entry. */

import { CERTIFICATE_FIELDS } from './certificate-fields.ts'
import type { CertificateRecord } from './certificate-record.ts'

/** Whether every field is there, of its type; what it says is proven by the hash chain alone. */
export function isCertificateRecord(value: unknown): value is CertificateRecord {
  if (typeof value !== 'object' || value === null) {
    return false
  }
  const fields = new Map<string, unknown>(Object.entries(value))
  return CERTIFICATE_FIELDS.every(({ name, type, nullable }) => {
    const field = fields.get(name)
    if (field === null) {
      return nullable === true
    }
    return type === 'string' ? typeof field === 'string' : typeof field === 'number'
  })
}
