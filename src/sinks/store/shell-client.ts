/** @module Asks the process that has the store open. */

import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { RunError } from '../../errors/problem.ts'
import { type ShellRequest, shellAnswerSchema } from './shell-messages.ts'
import type { TextResult } from './store-engine.ts'
import { StoreQueryError } from './store-failure.ts'

/** The other end is a program of ours: what it says is JSON, and its shape is checked. */
const answerLine = z
  .string()
  .transform((line): unknown => JSON.parse(line))
  .pipe(shellAnswerSchema)

/** A connection to the process that has the store open. */
export class ShellClient {
  readonly #socket: Socket
  readonly #lines: AsyncIterator<string, undefined>

  private constructor(socket: Socket) {
    this.#socket = socket
    this.#lines = createInterface({ input: socket })[Symbol.asyncIterator]()
    socket.on('error', () => socket.destroy())
  }

  /** @returns null when nobody listens there */
  static async connect(path: string): Promise<ShellClient | null> {
    const socket = createConnection(path)
    try {
      await once(socket, 'connect')
    } catch {
      return null
    }
    return new ShellClient(socket)
  }

  /**
   * Has one statement answered.
   *
   * @throws StoreQueryError as the database or the other process refuses it
   * @throws RunError when the other process has ended
   */
  async read(sql: string): Promise<TextResult> {
    const request: ShellRequest = { sql }
    this.#socket.write(`${JSON.stringify(request)}\n`)
    const line: IteratorResult<string, undefined> = await this.#lines.next()
    if (line.done === true) throw new RunError('The process that had the store open has ended. Start the shell again.')
    const answer = answerLine.parse(line.value)
    if ('error' in answer) throw new StoreQueryError(answer.error)
    return answer
  }

  close(): void {
    this.#socket.destroy()
  }
}
