/** @module Has a thread of its own run the store. */

import { AnsweringThread } from '../../run/answering-thread.ts'
import { SinkError } from '../sink.ts'
import type { SqlRow } from '../sql-connection.ts'
import type { StoreEngine, TextResult } from './store-engine.ts'
import { StoreQueryError } from './store-failure.ts'
import type { StoreFiles } from './store-files.ts'
import type { StoreReply, StoreRequest, StoreThreadInputs } from './store-messages.ts'

type ReplyTo<Kind extends StoreReply['kind']> = Extract<StoreReply, { kind: Kind }>

/** The store in a thread of its own. */
export class StoreThread implements StoreEngine {
  readonly #thread: AnsweringThread<StoreRequest, StoreReply>

  private constructor(thread: AnsweringThread<StoreRequest, StoreReply>) {
    this.#thread = thread
  }

  /**
   * Starts the thread and waits until the store is open.
   *
   * @throws SinkError when it cannot be opened
   */
  static async start(files: StoreFiles): Promise<StoreThread> {
    const inputs: StoreThreadInputs = { files }
    const thread = new AnsweringThread<StoreRequest, StoreReply>(new URL('./store-worker.js', import.meta.url), inputs)
    try {
      const reply = await thread.ready()
      if (reply.kind === 'unusable') throw new SinkError('misconfigured', reply.message)
      return new StoreThread(thread)
    } catch (error) {
      await thread.close()
      throw error
    }
  }

  async query(sql: string, parameters: readonly unknown[]): Promise<readonly SqlRow[]> {
    return (await this.#ask('rows', { kind: 'query', sql, parameters })).rows
  }

  async texts(sql: string): Promise<TextResult> {
    return (await this.#ask('texts', { kind: 'texts', sql })).result
  }

  async execute(script: string): Promise<readonly string[]> {
    return (await this.#ask('executed', { kind: 'execute', script })).commands
  }

  async copy(table: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#ask('copied', { kind: 'copy', table, bytes })
  }

  async close(): Promise<void> {
    try {
      await this.#ask('closed', { kind: 'close' })
    } finally {
      await this.stop()
    }
  }

  /** Ends the thread in the middle of whatever it does, as a kill would; opening the store again recovers it. */
  stop(): Promise<void> {
    return this.#thread.close()
  }

  async #ask<Kind extends StoreReply['kind']>(expected: Kind, request: StoreRequest): Promise<ReplyTo<Kind>> {
    const reply = await this.#thread.ask(request)
    if (reply.kind === 'refused') throw new StoreQueryError(reply.refusal)
    if (!isReply(reply, expected)) throw new Error(`the thread of the store answered '${reply.kind}'`)
    return reply
  }
}

function isReply<Kind extends StoreReply['kind']>(reply: StoreReply, kind: Kind): reply is ReplyTo<Kind> {
  return reply.kind === kind
}
