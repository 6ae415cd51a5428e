/** @module The thread that delivers a journal: parsing and sending cost the meters nothing. */

import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { createSinks } from './create-sinks.ts'
import { Delivery } from './delivery.ts'
import type { DeliveryEvent, DeliveryInputs, DeliveryRequest } from './delivery-messages.ts'
import type { DeliveryClock } from './sink-delivery.ts'

/** How often the run is told how its destinations stand [ms]. */
const STATUS_MS = 250
const JITTER_STEPS = 1 << 20

const port = parentPort
if (port === null) {
  throw new Error('delivery-worker runs only as a worker thread')
}
// oxlint-disable-next-line no-unsafe-assignment -- a worker's inputs are untyped by nature; delivery-thread.ts gives these
const { settings, run, sinks }: DeliveryInputs = workerData
const tell = (event: DeliveryEvent): void => port.postMessage(event)

const clock: DeliveryClock = {
  wallMs: () => Date.now(),
  jitter: () => randomInt(JITTER_STEPS) / JITTER_STEPS,
  async sleep(delayMs, signal) {
    await delay(delayMs, undefined, { signal }).catch(() => undefined)
  },
}

const delivery = new Delivery({
  sinks: await createSinks(settings, sinks),
  run,
  outputFile: settings.outputFile,
  clock,
  onNotice: (text) => tell({ kind: 'notice', text }),
  onFenced: (message) => tell({ kind: 'fenced', message }),
})

const status = setInterval(() => {
  void delivery.status().then((all) => tell({ kind: 'status', sinks: all }))
}, STATUS_MS)

port.on('message', (request: DeliveryRequest) => {
  switch (request.kind) {
    case 'start':
      return delivery.start()
    case 'wake':
      return delivery.wake()
    case 'finish':
      return void delivery.finish(request.patienceMs).then((all) => tell({ kind: 'finished', sinks: all }))
    case 'close':
      clearInterval(status)
      return void delivery.close().then(() => tell({ kind: 'closed' }))
  }
})

tell({ kind: 'connected', refusals: await delivery.connect() })
