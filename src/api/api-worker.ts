/** @module The thread of the HTTP interface: whatever is asked of it, the meters do not wait. */

import { parentPort, workerData } from 'node:worker_threads'
import type { ApiEvent, ApiMessage, ApiThreadInputs } from './api-messages.ts'
import { ToldCampus } from './live-campus.ts'
import { startApi } from './start-api.ts'

const owner = parentPort
if (owner === null) {
  throw new Error('api-worker runs only as a worker thread')
}
// oxlint-disable-next-line no-unsafe-assignment -- a worker's inputs are untyped by nature; api-thread.ts gives these
const { host, port, token, facts }: ApiThreadInputs = workerData
const tell = (event: ApiEvent): void => owner.postMessage(event)
const live = new ToldCampus(facts)

try {
  const api = await startApi({
    host,
    port,
    token,
    context: { live },
    onFailure: (error) => tell({ kind: 'fault', text: error instanceof Error ? String(error.stack) : String(error) }),
  })
  owner.on('message', (message: ApiMessage) => {
    switch (message.kind) {
      case 'tick':
        live.lastTick = message.tick
        return
      case 'sinks':
        live.sinks = message.sinks
        return
      case 'close':
        return void api.close().then(() => tell({ kind: 'closed' }))
    }
  })
  tell({ kind: 'listening', url: api.url })
} catch (error) {
  const { code = '', message }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error))
  tell({ kind: 'refused', code, message })
}
