/** @module A server that is measured in a process of its own, and two of them compared by rounds in turns. */

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { ratioOf, type Spread, spreadOf } from './rounds.ts'

/** Processor time so far [µs], and memory in use after a collection [bytes]. */
export interface ServerUse {
  readonly processorUs: number
  readonly memory: number
}

/** One kind of request: a server as a share of the bare one. */
export interface ServerComparison {
  /** By requests in the same time; and by processor time of the servers, to which clients and neighbours matter less. */
  readonly wallRatio: Spread
  readonly processorRatio: Spread
  /** Processor time of the server that is not bare [µs]. */
  readonly processorUs: Spread
  /** Requests it answered per second of the wall. */
  readonly perSecond: Spread
}

/** What the process is always asked. */
export interface UseQuestion {
  readonly ask: 'use'
}

export class ServerProcess<Question extends { readonly ask: string }> {
  readonly port: number
  readonly #child: ChildProcess

  /**
   * @param file - of the process; it tells its port when it listens
   * @param role - its argument
   */
  static async start<Asked extends { readonly ask: string }>(
    file: string,
    role: object,
  ): Promise<ServerProcess<Asked>> {
    const child = fork(file, [JSON.stringify(role)], { execArgv: ['--expose-gc'] })
    const [{ port }] = await answerOf<{ port: number }>(child)
    return new ServerProcess<Asked>(child, port)
  }

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.port = port
  }

  async tell(question: Question): Promise<void> {
    const answered = answerOf<unknown>(this.#child)
    this.#child.send(question)
    await answered
  }

  async use(): Promise<ServerUse> {
    const answered = answerOf<ServerUse>(this.#child)
    this.#child.send({ ask: 'use' } satisfies UseQuestion)
    return (await answered)[0]
  }

  stop(): void {
    this.#child.kill()
  }
}

/** Rounds of both servers in turns, the bare one second; the first round does not count. */
export async function compareServers<Server extends { use(): Promise<ServerUse> }>(
  servers: readonly [Server, Server],
  rounds: number,
  perRound: number,
  work: (server: Server) => Promise<void>,
): Promise<ServerComparison> {
  const wall: number[][] = [[], []]
  const processor: number[][] = [[], []]
  for (let round = -1; round < rounds; round++) {
    for (const [which, server] of servers.entries()) {
      const before = await server.use()
      const begun = performance.now()
      await work(server)
      const ms = performance.now() - begun
      const after = await server.use()
      if (round < 0) continue
      wall[which].push(ms)
      processor[which].push(after.processorUs - before.processorUs)
    }
  }
  return {
    wallRatio: ratioOf(wall[1], wall[0]),
    processorRatio: ratioOf(processor[1], processor[0]),
    processorUs: spreadOf(processor[0].map((us) => us / perRound)),
    perSecond: spreadOf(wall[0].map((ms) => (1000 * perRound) / ms)),
  }
}

async function answerOf<T>(child: ChildProcess): Promise<[T]> {
  const [message] = await once(child, 'message')
  return [message as T]
}
