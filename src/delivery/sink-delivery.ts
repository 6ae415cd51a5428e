/** @module Delivers a journal to one destination: reads from its cursor, writes, and tries again until it succeeds. */

import { JournalDamage } from '../journal/journal-damage.ts'
import type { RecordBatch } from '../journal/record-batch.ts'
import type { RecordStream, StreamPosition } from '../journal/record-stream.ts'
import type { RunManifest } from '../journal/run-manifest.ts'
import { type Sink, SinkError } from '../sinks/sink.ts'
import { backoffMs, FAILURES_TO_OPEN } from './backoff.ts'
import { BatchSource } from './batch-source.ts'
import type { SinkState, SinkStatus } from './sink-status.ts'
import { within } from './time-limit.ts'

/** What a destination may take for one answer [ms]. */
const OPEN_LIMIT_MS = 15_000
const WRITE_LIMIT_MS = 30_000
/** How often the journal is looked at unasked [ms]: it may be written by another process. */
const LOOK_MS = 1000

/** What waiting and retrying take from the world. */
export interface DeliveryClock {
  wallMs(): number
  /** Resolves after a delay [ms], or at once when the signal aborts. */
  sleep(delayMs: number, signal: AbortSignal): Promise<void>
  /** A number from 0 to 1, another one at every call. */
  jitter(): number
}

export interface SinkDeliveryOptions {
  readonly sink: Sink
  readonly run: RunManifest
  readonly outputFile: string
  readonly clock: DeliveryClock
  /** Told when it fails, and when it works again. */
  readonly onNotice: (text: string) => void
}

export class SinkDelivery {
  readonly #options: SinkDeliveryOptions
  readonly #source: BatchSource
  readonly #ending = new AbortController()
  #positions = new Map<RecordStream, StreamPosition>()
  #isOpen = false
  #state: SinkState = 'connecting'
  #sinceMs: number
  #delivered = 0
  #failures = 0
  #errors = 0
  #retries = 0
  #lastError: string | null = null
  #failedSinceMs = 0
  #latestReading: string | null = null
  #isFinishing = false
  /** Ends the present wait for more. */
  #wake = new AbortController()

  constructor(options: SinkDeliveryOptions) {
    const { sink, outputFile, clock } = options
    this.#options = options
    this.#source = new BatchSource(outputFile, sink.streams, sink.limits)
    this.#sinceMs = clock.wallMs()
  }

  get name(): string {
    return this.#options.sink.name
  }

  get state(): SinkState {
    return this.#state
  }

  /** Records this process delivered. */
  get delivered(): number {
    return this.#delivered
  }

  /**
   * Connects once, before anything is read.
   *
   * @throws SinkError
   */
  async connect(): Promise<void> {
    const { sink, run } = this.#options
    this.#retries += this.#failures > 0 ? 1 : 0
    const cursors = await within(OPEN_LIMIT_MS, this.#ending.signal, sink.name, (signal) => sink.open(run, signal))
    this.#positions = new Map(cursors)
    this.#isOpen = true
  }

  /**
   * Delivers until it is closed, or until all is delivered after `finish`.
   *
   * @throws SinkError('fenced') when a younger simulator has taken over
   */
  async run(): Promise<void> {
    const { signal } = this.#ending
    while (!signal.aborted && this.#state !== 'done' && this.#state !== 'failed') {
      try {
        if (!this.#isOpen) {
          await this.connect()
        }
        await this.#deliverAll()
      } catch (error) {
        if (signal.aborted) {
          break
        }
        await this.#recover(error)
      }
    }
  }

  /** There may be more to read. */
  wake(): void {
    this.#wake.abort()
  }

  /** No more is written: `run` ends once all is delivered. */
  finish(): void {
    this.#isFinishing = true
    this.wake()
  }

  async status(): Promise<SinkStatus> {
    return {
      name: this.name,
      state: this.#state,
      sinceMs: this.#sinceMs,
      records: [...this.#positions.values()].reduce((sum, { records }) => sum + records, 0),
      readings: this.#options.sink.streams.includes('readings')
        ? (this.#positions.get('readings')?.records ?? 0)
        : null,
      delivered: this.#delivered,
      behindBytes: await this.#source.behind(this.#positions),
      latestReading: this.#latestReading,
      segment: this.#positions.get('readings')?.segment || null,
      failures: this.#failures,
      errors: this.#errors,
      retries: this.#retries,
      lastError: this.#lastError,
    }
  }

  /** Stops, whatever it is doing, and gives the destination back. */
  async close(): Promise<void> {
    this.#ending.abort(new SinkError('unavailable', 'the delivery was stopped'))
    this.wake()
    await this.#options.sink.close()
    await this.#source.close()
  }

  /** Writes batch after batch; the next is read while one is written. */
  async #deliverAll(): Promise<void> {
    const { signal } = this.#ending
    // Only a look that began after the last record was written tells that there is no more.
    let isLast = this.#isFinishing
    let batches = await this.#source.read(this.#positions)
    while (!signal.aborted && batches.length > 0) {
      // One that fails is not said to deliver before it has taken something.
      if (this.#failures === 0) {
        this.#enter('delivering')
      }
      isLast = this.#isFinishing
      const reached = positionsAfter(this.#positions, batches)
      const written = this.#write(batches)
      const ahead = this.#source.read(reached)
      // A journal that is damaged further on concerns what comes next.
      await Promise.allSettled([written, ahead])
      await written
      this.#positions = reached
      this.#count(batches)
      this.#recovered()
      batches = await ahead
    }
    if (signal.aborted) {
      return
    }
    this.#recovered()
    if (isLast) {
      this.#enter('done')
      return
    }
    this.#enter('caught up')
    await this.#rest(LOOK_MS)
  }

  #write(batches: readonly RecordBatch[]): Promise<void> {
    const { sink } = this.#options
    return within(WRITE_LIMIT_MS, this.#ending.signal, sink.name, (signal) => sink.write(batches, signal))
  }

  #count(batches: readonly RecordBatch[]): void {
    for (const { stream, records } of batches) {
      this.#delivered += records.length
      const latest = stream === 'readings' ? records.at(-1)?.timestamp : undefined
      if (typeof latest === 'string') {
        this.#latestReading = latest
      }
    }
  }

  /** Says what went wrong, gives the connection up and waits before the next try. */
  async #recover(error: unknown): Promise<void> {
    const { sink, clock, onNotice } = this.#options
    const reason = error instanceof Error ? error.message : String(error)
    this.#isOpen = false
    await sink.close()
    if (error instanceof SinkError && error.fault === 'fenced') {
      throw error
    }
    this.#lastError = reason
    this.#errors++
    if (error instanceof JournalDamage) {
      onNotice(`${sink.name}: ${reason}`)
      this.#enter('failed')
      return
    }
    this.#failures++
    if (this.#failures === 1) {
      this.#failedSinceMs = clock.wallMs()
      onNotice(`${sink.name}: ${reason}. It is tried again; the journal keeps what it lacks`)
    }
    this.#enter(this.#failures >= FAILURES_TO_OPEN ? 'suspended' : 'retrying')
    await clock.sleep(backoffMs(this.#failures, clock.jitter()), this.#ending.signal)
  }

  #recovered(): void {
    const { sink, clock, onNotice } = this.#options
    if (this.#failures > 0) {
      const seconds = Math.round((clock.wallMs() - this.#failedSinceMs) / 1000)
      onNotice(`${sink.name}: takes records again after ${seconds} s`)
      this.#failures = 0
      this.#lastError = null
    }
  }

  /** Waits until woken, or for a while. */
  async #rest(delayMs: number): Promise<void> {
    if (!this.#wake.signal.aborted) {
      await this.#options.clock.sleep(delayMs, this.#wake.signal)
    }
    this.#wake = new AbortController()
  }

  #enter(state: SinkState): void {
    if (state !== this.#state) {
      this.#state = state
      this.#sinceMs = this.#options.clock.wallMs()
    }
  }
}

function positionsAfter(
  positions: ReadonlyMap<RecordStream, StreamPosition>,
  batches: readonly RecordBatch[],
): Map<RecordStream, StreamPosition> {
  const after = new Map(positions)
  for (const { stream, until } of batches) {
    after.set(stream, until)
  }
  return after
}
