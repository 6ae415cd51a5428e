/** @module A kept connection that asks one thing after the other, and does as little as it can besides. */

import type { Socket } from 'node:net'

export interface Answer {
  readonly status: number
  readonly location: string | null
  readonly type: string
  readonly body: string
}

const HEAD_END = Buffer.from('\r\n\r\n')

export class HttpConnection {
  readonly #socket: Socket
  #pending: Buffer[] = []
  #length = 0
  /** Bytes of the answer that is coming; null until its head is there. */
  #total: number | null = null
  #answered: ((answer: Answer) => void) | null = null
  #failed: ((error: Error) => void) | null = null

  /** @param socket - connected */
  constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (data: Buffer) => this.#take(data))
    socket.on('error', (error: Error) => this.#failed?.(error))
    socket.on('close', () => this.#failed?.(new Error('the server has closed the connection')))
  }

  /** Sends a whole request and waits for its answer. */
  ask(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve
      this.#failed = reject
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#failed = null
    this.#socket.destroy()
  }

  #take(data: Buffer): void {
    this.#pending.push(data)
    this.#length += data.length
    if (this.#total === null) {
      const sofar = Buffer.concat(this.#pending)
      const end = sofar.indexOf(HEAD_END)
      this.#pending = [sofar]
      if (end < 0) return
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(sofar.toString('latin1', 0, end))?.[1] ?? 0)
      this.#total = end + HEAD_END.length + length
    }
    if (this.#length < this.#total) return
    const whole = Buffer.concat(this.#pending)
    const total = this.#total
    this.#pending = [whole.subarray(total)]
    this.#length = whole.length - total
    this.#total = null
    this.#answered?.(answerIn(whole.subarray(0, total)))
  }
}

function answerIn(bytes: Buffer): Answer {
  const end = bytes.indexOf(HEAD_END)
  const head = bytes.toString('latin1', 0, end)
  const field = (name: string): string | null => new RegExp(`\\r\\n${name}: *([^\\r]+)`, 'i').exec(head)?.[1] ?? null
  const body = bytes.toString('utf8', end + HEAD_END.length)
  return { status: Number(head.slice(9, 12)), location: field('location'), type: field('content-type') ?? '', body }
}
