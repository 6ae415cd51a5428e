/** @module The thread the store lives in, since PGlite holds up the thread it runs in: one statement after the other. */

import { parentPort, workerData } from 'node:worker_threads'
import type { FailedAnswer } from '../../run/answering-thread.ts'
import { SinkError } from '../sink.ts'
import { StoreDatabase } from './store-database.ts'
import { failureLine, StoreQueryError } from './store-failure.ts'
import type { StoreReply, StoreRequest, StoreThreadInputs } from './store-messages.ts'

const port = parentPort
if (port === null) {
  throw new Error('store-worker runs only as a worker thread')
}
// oxlint-disable-next-line no-unsafe-assignment -- a worker's inputs are untyped by nature; store-thread.ts gives these
const inputs: StoreThreadInputs = workerData
const reply = (message: StoreReply | FailedAnswer): void => port.postMessage(message)

async function answer(database: StoreDatabase, request: StoreRequest): Promise<StoreReply> {
  switch (request.kind) {
    case 'query':
      return { kind: 'rows', rows: await database.query(request.sql, request.parameters) }
    case 'texts':
      return { kind: 'texts', result: await database.texts(request.sql) }
    case 'execute':
      return { kind: 'executed', commands: await database.execute(request.script) }
    case 'copy':
      await database.copy(request.table, request.bytes)
      return { kind: 'copied' }
    case 'close':
      await database.close()
      return { kind: 'closed' }
  }
}

async function serve(database: StoreDatabase, request: StoreRequest): Promise<void> {
  let answered: StoreReply
  try {
    answered = await answer(database, request)
    reply(answered)
  } catch (error) {
    if (!(error instanceof StoreQueryError)) throw error
    const { message, code, detail, hint, position } = error
    return reply({ kind: 'refused', refusal: { message, code, detail, hint, position } })
  }
  // The caller has its answer: what follows delays only the next statement.
  if (request.kind === 'execute' || request.kind === 'copy') await database.rest()
  if (answered.kind === 'executed' && answered.commands.includes('COMMIT')) await database.count()
}

function fail(error: unknown): void {
  reply(
    error instanceof SinkError
      ? { kind: 'unusable', message: error.message }
      : { kind: 'failed', message: failureLine(error) },
  )
}

const opened = StoreDatabase.open(inputs.files)
let last: Promise<unknown> = opened.then(() => reply({ kind: 'opened' })).catch(fail)
port.on('message', (request: StoreRequest) => {
  last = last.then(async () => serve(await opened, request)).catch(fail)
})
