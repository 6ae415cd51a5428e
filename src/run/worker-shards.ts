/** @module The fleet split among worker threads that share the run's memory. */

import { RunError } from '../errors/problem.ts'
import { addTallies, TALLIES_LENGTH } from '../simulation/quality/quality-tallies.ts'
import type { ReadingColumns } from '../simulation/readings/reading-batch.ts'
import { sharedFloats } from '../simulation/shared-array.ts'
import { TOTALS_LENGTH } from '../simulation/tick-totals.ts'
import { AnsweringThread } from './answering-thread.ts'
import type { FleetShards } from './fleet-shards.ts'
import type { WorkerInputs, WorkerReply, WorkerRequest } from './worker-messages.ts'

/** Pages a worker may have asked for but not yet handed over. */
const PAGES_AHEAD = 2

/** One worker, and the buffers its pages travel in. */
class ShardThread {
  readonly totals: Float64Array
  readonly tallies: Float64Array
  readonly #thread: AnsweringThread<WorkerRequest, WorkerReply>
  readonly #buffers: ArrayBuffer[] = []

  constructor(inputs: WorkerInputs) {
    this.totals = inputs.totals
    this.tallies = inputs.tallies
    this.#thread = new AnsweringThread(new URL('./shard-worker.js', import.meta.url), inputs)
  }

  async ready(): Promise<void> {
    await this.#thread.ready()
  }

  async advance(): Promise<void> {
    await this.#thread.ask({ kind: 'advance' })
  }

  /** Asks for a page; the buffer it comes in is given back with `recycle`. */
  async write(page: number): Promise<{ buffer: ArrayBuffer; length: number }> {
    const buffer = this.#buffers.pop() ?? null
    const reply = await this.#thread.ask({ kind: 'write', page, buffer }, buffer === null ? [] : [buffer])
    if (reply.kind !== 'written') {
      throw new RunError(`a worker answered '${reply.kind}' to a write request`)
    }
    return reply
  }

  recycle(buffer: ArrayBuffer): void {
    this.#buffers.push(buffer)
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}

export class WorkerShards implements FleetShards {
  readonly threads: number
  readonly columns: ReadingColumns
  readonly totals = new Float64Array(TOTALS_LENGTH)
  readonly tallies = new Float64Array(TALLIES_LENGTH)
  readonly #threads: readonly ShardThread[]
  readonly #pages: number

  private constructor(threads: readonly ShardThread[], columns: ReadingColumns, pages: number) {
    this.threads = threads.length
    this.columns = columns
    this.#threads = threads
    this.#pages = pages
  }

  /** Starts one worker per range and waits until each holds its meters. */
  static async start(
    ranges: readonly WorkerInputs['range'][],
    common: Omit<WorkerInputs, 'range' | 'totals' | 'tallies' | 'firstPage' | 'pageStep'>,
  ): Promise<WorkerShards> {
    const threads = ranges.map(
      (range, k) =>
        new ShardThread({
          ...common,
          range,
          totals: sharedFloats(TOTALS_LENGTH),
          tallies: sharedFloats(TALLIES_LENGTH),
          firstPage: k,
          pageStep: ranges.length,
        }),
    )
    await Promise.all(threads.map((thread) => thread.ready()))
    const { columns } = common.memory
    return new WorkerShards(threads, columns, Math.ceil(columns.generated.length / common.pageSize))
  }

  async advance(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.advance()))
    this.totals.fill(0)
    this.tallies.fill(0)
    for (const { totals, tallies } of this.#threads) {
      addTallies(this.tallies, tallies)
      for (let k = 0; k < TOTALS_LENGTH; k++) {
        this.totals[k] += totals[k]
      }
    }
  }

  async write(take: (lines: Uint8Array) => Promise<void> | void): Promise<void> {
    const threads = this.#threads
    const pending: Promise<{ buffer: ArrayBuffer; length: number }>[] = []
    const ask = (page: number): void => {
      if (page < this.#pages) {
        pending[page] = threads[page % threads.length].write(Math.floor(page / threads.length))
        // A failure is met where the page is awaited; until then it must not count as unhandled.
        pending[page].catch(() => undefined)
      }
    }
    for (let page = 0; page < PAGES_AHEAD * threads.length; page++) {
      ask(page)
    }
    for (let page = 0; page < this.#pages; page++) {
      const { buffer, length } = await pending[page]
      await take(new Uint8Array(buffer, 0, length))
      threads[page % threads.length].recycle(buffer)
      ask(page + PAGES_AHEAD * threads.length)
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }
}
