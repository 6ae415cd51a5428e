/** @module The thread of a utility server: TLS and documents cost the meters nothing. */

import { parentPort, workerData } from 'node:worker_threads'
import { UsageError } from '../../errors/problem.ts'
import type { OperationRequest } from '../utility/operate.ts'
import { OperationError } from '../utility/operation.ts'
import type { ServerEvent, ServerRequest } from './server-messages.ts'
import type { ServerOptions } from './server-options.ts'
import { openUtilityServer, type UtilityServer } from './utility-server.ts'

/** How often the run is told how the server fares [ms]. */
const STATUS_MS = 500

const port = parentPort
if (port === null) {
  throw new Error('server-worker runs only as a worker thread')
}
// oxlint-disable-next-line no-unsafe-assignment -- a worker's inputs are untyped by nature; server-thread.ts gives these
const options: ServerOptions = workerData
const tell = (event: ServerEvent): void => port.postMessage(event)

try {
  const server = await openUtilityServer(options, { onNotice: (text) => tell({ kind: 'notice', text }) })
  serve(server)
} catch (error) {
  const problems = error instanceof UsageError ? error.problems : []
  tell({ kind: 'refused', problems, message: messageOf(error) })
}

function serve(server: UtilityServer): void {
  const status = setInterval(() => tell({ kind: 'status', status: server.status() }), STATUS_MS)
  port?.on('message', (request: ServerRequest) => {
    switch (request.kind) {
      case 'operate':
        return void operate(server, request.id, request.request)
      case 'clock':
        return server.setClock(request.clock)
      case 'close':
        clearInterval(status)
        return void close(server)
    }
  })
  tell({ kind: 'status', status: server.status() })
  tell({ kind: 'listening', port: server.port })
}

async function close(server: UtilityServer): Promise<void> {
  try {
    await server.close()
  } catch (error) {
    tell({ kind: 'notice', text: `The utility server did not close well: ${messageOf(error)}` })
  }
  tell({ kind: 'closed' })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function operate(server: UtilityServer, id: number, request: OperationRequest): Promise<void> {
  try {
    tell({ kind: 'done', id, output: await server.operate(request) })
  } catch (error) {
    const { fault, field } = error instanceof OperationError ? error : { fault: null, field: '' }
    tell({ kind: 'failed', id, message: messageOf(error), fault, field })
  }
}
