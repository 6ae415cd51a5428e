/** @module The one session of the store, shared by all who use it: one after the other, a transaction as a whole. */

import { AsyncLocalStorage } from 'node:async_hooks'
import type { SqlConnection, SqlRow } from '../sql-connection.ts'
import type { StoreEngine } from './store-engine.ts'

/** An engine that can be ended in the middle of a statement. */
export interface StoppableEngine extends StoreEngine {
  stop(): Promise<void>
}

interface Transaction {
  over: boolean
}

/** Statements wait for their turn; those of a transaction's own work are the only ones that run inside it. */
export class StoreSession implements SqlConnection {
  readonly #open: () => Promise<StoppableEngine>
  readonly #inside = new AsyncLocalStorage<Transaction>()
  #engine: Promise<StoppableEngine>
  #last: Promise<unknown> = Promise.resolve()
  #closed = false

  private constructor(open: () => Promise<StoppableEngine>, engine: StoppableEngine) {
    this.#open = open
    this.#engine = Promise.resolve(engine)
  }

  /** @param open - opens the database, now and after it was stopped */
  static async start(open: () => Promise<StoppableEngine>): Promise<StoreSession> {
    return new StoreSession(open, await open())
  }

  query(sql: string, parameters: readonly unknown[] = []): Promise<readonly SqlRow[]> {
    return this.#run((engine) => engine.query(sql, parameters))
  }

  async execute(script: string): Promise<void> {
    await this.#run((engine) => engine.execute(script))
  }

  copy(table: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.#run((engine) => engine.copy(table, bytes))
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside.getStore() !== undefined) throw new Error('a transaction was begun within a transaction')
    return this.exclusive(async (engine) => {
      await engine.execute('begin')
      const transaction: Transaction = { over: false }
      try {
        const result = await this.#inside.run(transaction, work)
        transaction.over = true
        const [command] = await engine.execute('commit')
        // Where a statement was refused and the work went on regardless, PostgreSQL rolls back without an error.
        if (command !== 'COMMIT') throw new Error('a transaction with a refused statement was not committed')
        return result
      } catch (error) {
        transaction.over = true
        // What went wrong is told; a database that cannot even roll back tells the next statement.
        await engine.execute('rollback').catch(() => undefined)
        throw error
      }
    })
  }

  /** Runs `work` on the engine with nobody in between. */
  exclusive<T>(work: (engine: StoppableEngine) => Promise<T>): Promise<T> {
    const result = this.#last.then(async () => {
      if (this.#closed) throw new Error('the store is closed')
      return work(await this.#engine)
    })
    this.#last = result.catch(() => undefined)
    return result
  }

  /** Ends whatever statement runs and opens the database again; only from within `exclusive`. */
  async restart(): Promise<void> {
    const stopped = await this.#engine
    await stopped.stop()
    this.#engine = this.#open()
    await this.#engine
  }

  /** Waits for what was asked before, then closes; never throws. */
  async close(): Promise<void> {
    await this.exclusive(async (engine) => {
      this.#closed = true
      await engine.close()
    }).catch(() => undefined)
  }

  #run<T>(work: (engine: StoreEngine) => Promise<T>): Promise<T> {
    const transaction = this.#inside.getStore()
    if (transaction === undefined) return this.exclusive(work)
    if (transaction.over) return Promise.reject(new Error('a statement came after the end of its transaction'))
    return this.#engine.then(work)
  }
}
