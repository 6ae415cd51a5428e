/** @module Answers the shells of other processes while this one has the store open. */

import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { boundedAnswer } from './bounded-answer.ts'
import { type ShellAnswer, shellRequestSchema } from './shell-messages.ts'
import { failureLine } from './store-failure.ts'
import type { StoreSession } from './store-session.ts'

const MOST_SHELLS = 8
/** A request, line break included, that no person types [characters]. */
const LONGEST_REQUEST = 1 << 20
/** Only the owner of the process may connect. */
const OWNER_ONLY = 0o600

export interface ShellServer {
  close(): Promise<void>
}

/**
 * Starts to listen at `path`; whoever calls holds the lock of the store, so a socket that is there is a dead one's.
 *
 * @param session - the store's; statements of shells wait for their turn in it like all others
 */
export async function startShellServer(path: string, session: StoreSession): Promise<ShellServer> {
  rmSync(path, { force: true })
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // A shell that goes away in the middle of an answer is no fault.
    socket.on('error', () => socket.destroy())
    void serve(socket, session).catch(() => socket.destroy())
  })
  server.maxConnections = MOST_SHELLS
  await listening(server, path)
  chmodSync(path, OWNER_ONLY)
  // Listening alone is no reason to go on living.
  server.unref()
  return {
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((closed) => server.close(() => closed()))
      rmSync(path, { force: true })
    },
  }
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** One request after the other, until the shell hangs up. */
async function serve(socket: Socket, session: StoreSession): Promise<void> {
  let unbroken = 0
  socket.on('data', (bytes: Buffer) => {
    unbroken = bytes.includes('\n') ? 0 : unbroken + bytes.length
    if (unbroken > LONGEST_REQUEST) socket.destroy()
  })
  for await (const line of createInterface({ input: socket })) {
    const answer = await answerTo(line, session)
    if (socket.destroyed) return
    socket.write(`${JSON.stringify(answer)}\n`)
  }
}

async function answerTo(line: string, session: StoreSession): Promise<ShellAnswer> {
  const request = z.preprocess(parsed, shellRequestSchema).safeParse(line)
  // protocol_violation
  if (!request.success) return refused('a request is one line of JSON: {"sql": "…"}', '08P01')
  try {
    return await boundedAnswer(session, request.data.sql)
  } catch (error) {
    // internal_error
    return refused(failureLine(error), 'XX000')
  }
}

function parsed(line: unknown): unknown {
  try {
    return JSON.parse(String(line))
  } catch {
    return null
  }
}

function refused(message: string, code: string): ShellAnswer {
  return { error: { message, code, detail: null, hint: null, position: null } }
}
