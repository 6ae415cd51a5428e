/** @module A worker thread that answers every request in turn. */

import { Worker } from 'node:worker_threads'
import { RunError } from '../errors/problem.ts'

/** What a thread may answer with: what was asked for, or why it cannot go on. */
interface Answer {
  readonly kind: string
}

/** What a thread answers when it cannot go on for a reason people should read. */
export interface FailedAnswer extends Answer {
  readonly kind: 'failed'
  readonly message: string
}

/** A failure is final: whatever is waiting, or asked for later, is rejected with it. */
export class AnsweringThread<Request, Reply extends Answer> {
  readonly #worker: Worker
  readonly #waiting: { resolve: (reply: Reply) => void; reject: (reason: Error) => void }[] = []
  #failure: Error | null = null

  /** @param inputs - plain data or shared memory, handed over as the thread starts */
  constructor(program: URL, inputs: unknown) {
    this.#worker = new Worker(program, { workerData: inputs })
    this.#worker.on('message', (reply: Reply | FailedAnswer) => {
      if (isFailed(reply)) {
        this.#fail(new RunError(reply.message))
      } else {
        this.#waiting.shift()?.resolve(reply)
      }
    })
    this.#worker.on('error', (error) => this.#fail(new RunError(`a worker failed: ${error.message}`)))
    this.#worker.on('exit', (code) => this.#fail(new RunError(`a worker ended early with code ${code}`)))
  }

  /** What the thread says without being asked when it is ready. */
  ready(): Promise<Reply> {
    return this.#reply()
  }

  ask(request: Request, transfer: ArrayBuffer[] = []): Promise<Reply> {
    this.#worker.postMessage(request, transfer)
    return this.#reply()
  }

  async close(): Promise<void> {
    this.#worker.removeAllListeners('exit')
    await this.#worker.terminate()
  }

  #reply(): Promise<Reply> {
    if (this.#failure !== null) {
      return Promise.reject(this.#failure)
    }
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  #fail(error: Error): void {
    this.#failure ??= error
    for (const { reject } of this.#waiting.splice(0)) {
      reject(error)
    }
  }
}

function isFailed(answer: Answer): answer is FailedAnswer {
  return answer.kind === 'failed'
}
