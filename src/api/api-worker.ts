/** @module The thread of the HTTP interface: whatever is asked of it, the meters do not wait. */

import { parentPort, workerData } from 'node:worker_threads'
import type { ApiEvent, ApiMessage, ApiThreadInputs } from './api-messages.ts'
import { ToldCampus } from './live-campus.ts'
import { RecordedRun } from './recorded/recorded-run.ts'
import { paceEvent, tickEvent } from './routes/stream.ts'
import { RemoteControl } from './run-control.ts'
import { PortRefused, startApi } from './start-api.ts'
import { publishAlerts } from './stream/alert-events.ts'
import { EventStream } from './stream/event-stream.ts'
import { JournalEvents } from './stream/journal-events.ts'
import { ToldAlerts } from './told-alerts.ts'
import type { ToldUtility } from './told-utility.ts'

const owner = parentPort
if (owner === null) {
  throw new Error('api-worker runs only as a worker thread')
}
// oxlint-disable-next-line no-unsafe-assignment -- a worker's inputs are untyped by nature; api-thread.ts gives these
const { host, port, metricsPort, token, places, facts }: ApiThreadInputs = workerData
const tell = (event: ApiEvent): void => owner.postMessage(event)
const live = new ToldCampus(facts)
const recorded = RecordedRun.of(places, facts.run)
const events = new EventStream(facts.startedMs.toString(36))
const control = new RemoteControl((number, request) => tell({ kind: 'asked', number, request }))
const utility: ToldUtility = { server: null, clients: null }
const alerts = new ToldAlerts()
const journal = new JournalEvents(places.outputFile, events)

function tellFault(error: unknown): void {
  tell({ kind: 'fault', text: error instanceof Error ? String(error.stack) : String(error) })
}

try {
  const api = await startApi({
    host,
    port,
    metricsPort,
    token,
    context: { live, recorded, events, control, utility, alerts, clock: () => Date.now() },
    onFailure: tellFault,
  })
  owner.on('message', (message: ApiMessage) => {
    switch (message.kind) {
      case 'tick':
        live.lastTick = message.tick
        live.lastToldMs = Date.now()
        events.publish('tick', JSON.stringify(tickEvent(message.tick)))
        // Until the journal is written on, what it ends with may still be cut off.
        if (message.tick.state !== 'replaying') void journal.look().catch(tellFault)
        return
      case 'pace':
        live.pace = message.pace
        events.publish('run', JSON.stringify(paceEvent(live)))
        return
      case 'measures':
        live.measures = message.measures
        return
      case 'thread':
        live.runThread = message.figures
        live.runThreadToldMs = Date.now()
        return
      case 'sinks':
        live.sinks = message.sinks
        return
      case 'utility':
        Object.assign(utility, message.told)
        return
      case 'alerts':
        alerts.take(message.records, message.areNew)
        if (message.areNew) publishAlerts(events, message.records)
        return
      case 'judged':
        alerts.judgedMs = message.judgedMs
        return
      case 'answered':
        return control.answered(message.number, message.answer)
      case 'close':
        events.close()
        return void Promise.all([api.close(), recorded.close(), journal.close()]).then(() => tell({ kind: 'closed' }))
    }
  })
  tell({ kind: 'listening', url: api.url })
} catch (error) {
  const refused = error instanceof PortRefused ? error : new PortRefused('api', error)
  const { code = '' }: NodeJS.ErrnoException = refused.cause instanceof Error ? refused.cause : refused
  tell({ kind: 'refused', port: refused.port, code, message: refused.message })
}
