/** @module The end of an issue interval, as those who act in it see it. */

import { applyAction } from './apply-action.ts'
import type { CertificateRecord } from './certificate-record.ts'
import type { Ledger } from './ledger.ts'
import type { CertificateAction } from './life-cycle.ts'

/** Carries actions out at one instant. */
export class IntervalClosing {
  readonly ledger: Ledger
  /** When: the interval's end [ms since 1970-01-01 UTC]. */
  readonly atMs: number
  /** Id of the meter of an index, which is also its account. */
  readonly meterId: (meter: number) => string
  readonly #write: (line: string) => void

  /** @param write - receives the lines of the ledger's new entries, in order */
  constructor(ledger: Ledger, atMs: number, meterId: (meter: number) => string, write: (line: string) => void) {
    this.ledger = ledger
    this.atMs = atMs
    this.meterId = meterId
    this.#write = write
  }

  /** Carries an action out; returns the last of its entries. */
  perform(action: CertificateAction): CertificateRecord {
    const records = applyAction(this.ledger, action, this.#write)
    this.ledger.append(records)
    return records[records.length - 1]
  }
}
