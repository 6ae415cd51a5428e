/** @module What must hold from one record of a stream to the next. */

import { createHash } from 'node:crypto'
import { GENESIS_HASH, verifyChain } from '../certificates/hash-chain.ts'
import { isCertificateRecord } from '../certificates/is-certificate-record.ts'
import { utcText } from '../time/utc-text.ts'
import type { JournalRecord } from './record-batch.ts'
import type { VerifiedStream } from './record-stream.ts'
import type { RunManifest } from './run-manifest.ts'

/** Watches one stream from its first record on. */
export interface RecordOrder {
  /** What is wrong with the next record; null when it is where it belongs. */
  next(record: JournalRecord): string | null
  /** A record is known to be missing here. */
  skip(): void
}

/** The rules of a stream. */
export function recordOrder(stream: VerifiedStream, run: RunManifest): RecordOrder {
  if (stream === 'readings') {
    return new ReadingOrder(run)
  }
  if (stream === 'commands' || stream === 'control_actions' || stream === 'alerts') return ANY_ORDER
  return stream === 'renewable_certificates' ? new ChainOrder() : new TimeOrder()
}

/** One reading for each meter and tick, in the order of the fleet. */
class ReadingOrder implements RecordOrder {
  readonly #run: RunManifest
  readonly #intervalMs: number
  #index = 0
  #timeMs: number | null = null

  constructor(run: RunManifest) {
    this.#run = run
    this.#intervalMs = run.interval_seconds * 1000
  }

  next(record: JournalRecord): string | null {
    const timeMs = Date.parse(String(record.timestamp))
    // Files of earlier days may have been deleted: the first tick found is where the order begins.
    this.#timeMs ??= timeMs
    const expected = this.#run.meters[this.#index]?.meter_id
    if (record.meter_id === expected && timeMs === this.#timeMs) {
      this.skip()
      return null
    }
    const wanted = `${expected} at ${utcText(this.#timeMs)}`
    this.#resume(record, timeMs)
    return `${String(record.meter_id)} at ${String(record.timestamp)} stands where ${wanted} belongs`
  }

  skip(): void {
    this.#index++
    if (this.#index === this.#run.meters.length) {
      this.#index = 0
      this.#timeMs = this.#timeMs === null ? null : this.#timeMs + this.#intervalMs
    }
  }

  /** Goes on behind a record that is out of place, so that one gap is told once. */
  #resume(record: JournalRecord, timeMs: number): void {
    this.#index = Math.max(
      0,
      this.#run.meters.findIndex(({ meter_id }) => meter_id === record.meter_id),
    )
    this.#timeMs = timeMs
    this.skip()
  }
}

/** What was told ahead of its time stands before what was told later for an earlier one; clocks on walls are set back. */
const ANY_ORDER: RecordOrder = { next: () => null, skip: () => undefined }

/** Slots follow each other. */
class TimeOrder implements RecordOrder {
  #latest = ''

  next({ timestamp }: JournalRecord): string | null {
    const earlier = this.#latest
    this.#latest = String(timestamp)
    return Date.parse(this.#latest) < Date.parse(earlier) ? `${this.#latest} follows ${earlier}` : null
  }

  skip(): void {
    // Nothing is known of the time of a missing record.
  }
}

/** Every entry of the certificates' ledger seals the one before. */
class ChainOrder implements RecordOrder {
  #head: string | null = GENESIS_HASH

  next(record: JournalRecord): string | null {
    if (!isCertificateRecord(record)) {
      this.#head = null
      return 'this is no entry of the ledger of certificates'
    }
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
    const fault = verifyChain([record], this.#head ?? record.previous_hash, undefined, sha256)
    this.#head = record.hash
    return fault === null ? null : `the hash chain is broken: ${fault.problem.key} is ${fault.problem.value ?? ''}`
  }

  skip(): void {
    // What a missing entry sealed cannot be known: the chain is taken up again behind it.
    this.#head = null
  }
}
