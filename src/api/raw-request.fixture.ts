/** @module Requests as bytes, which no HTTP client would send. */

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** An answer as it came in, taken apart. */
export interface RawAnswer {
  readonly status: number
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Everything, with the answers to further requests. */
  readonly all: string
}

export async function connected(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  // Whoever is cut off in the middle of sending hears of that, too.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

/** Sends the bytes and waits until the other side closes. */
export async function rawAnswer(url: string, bytes: string | Buffer): Promise<RawAnswer> {
  const socket = await connected(url)
  const answer = text(socket)
  socket.write(bytes)
  return parsedAnswer(await answer)
}

/** A request of one line and a head, which asks to be the last. */
export function rawRequest(line: string, headers: readonly string[] = []): string {
  return `${[`${line} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`
}

export function parsedAnswer(all: string): RawAnswer {
  const [head = '', ...rest] = all.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':')
      return [name.toLowerCase(), value.join(':').trim()]
    }),
  )
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1]), headers, body: rest.join('\r\n\r\n'), all }
}
