/** @module A process full of clients that follow the event stream of a running simulator and count what they get. */

import { connect } from 'node:net'

/** What the process is told when it starts. */
export interface StreamLoad {
  readonly port: number
  readonly clients: number
}

/** What the clients got since the last question. */
export interface StreamCount {
  /** Ticks of the client that got the fewest, and of all of them. */
  readonly fewest: number
  readonly all: number
  readonly bytes: number
  /** Clients that were cut off, of all. */
  readonly closed: number
}

const TICK = '\nevent: tick\n'
/** Connections that come about at a time. */
const CONNECTING = 50

const { port, clients }: StreamLoad = JSON.parse(process.argv[2])
const ticks = Array.from({ length: clients }, () => 0)
let bytes = 0
let closed = 0

for (let first = 0; first < clients; first += CONNECTING) {
  const batch = Array.from({ length: Math.min(CONNECTING, clients - first) }, (_, index) => follow(first + index))
  await Promise.all(batch)
}
process.send?.({ port })
process.on('message', () => {
  const count: StreamCount = {
    fewest: Math.min(...ticks),
    all: ticks.reduce((sum, each) => sum + each, 0),
    bytes,
    closed,
  }
  process.send?.(count)
  ticks.fill(0)
  bytes = 0
})

/** Resolves with the first bytes of the answer. */
function follow(client: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let rest = ''
    socket.on('error', reject)
    socket.on('close', () => {
      closed += 1
    })
    socket.on('data', (data: Buffer) => {
      const text = rest + data.toString('latin1')
      ticks[client] += text.split(TICK).length - 1
      bytes += data.length
      // A mark that is cut in two is found with the next piece, and none is found twice.
      rest = text.slice(Math.max(text.lastIndexOf(TICK) + TICK.length, text.length - TICK.length + 1))
      resolve()
    })
    socket.write('GET /api/v1/stream?topics=tick HTTP/1.1\r\nHost: localhost\r\n\r\n')
  })
}
