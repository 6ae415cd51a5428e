/** @module The thread that watches a run for alerts: what it takes to judge readings costs the meters nothing. */

import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { AlertWatch, type WatchInputs } from './alert-watch.ts'
import type { WatchEvent, WatchRequest } from './watch-messages.ts'

/** How often the run is told how far it is judged [ms]. */
const STATUS_MS = 1000
const JITTER_STEPS = 1 << 20

const port = parentPort
if (port === null) {
  throw new Error('watch-worker runs only as a worker thread')
}
// oxlint-disable-next-line no-unsafe-assignment -- a worker's inputs are untyped by nature; watch-thread.ts gives these
const inputs: WatchInputs = workerData
const tell = (event: WatchEvent): void => port.postMessage(event)

const watch = new AlertWatch(inputs, {
  wallMs: () => Date.now(),
  jitter: () => randomInt(JITTER_STEPS) / JITTER_STEPS,
  async sleep(ms, signal) {
    await delay(ms, undefined, { signal }).catch(() => undefined)
  },
  onNotice: (text) => tell({ kind: 'notice', text }),
  onRecords: (records, areNew) => tell({ kind: 'records', records, areNew }),
})
const status = setInterval(() => tell({ kind: 'status', judgedMs: watch.judgedMs, segment: watch.segment }), STATUS_MS)

port.on('message', (request: WatchRequest) => {
  switch (request.kind) {
    case 'start':
      return watch.start()
    case 'wake':
      return watch.wake()
    case 'clock':
      return watch.setClock(request.clock)
    case 'sinks':
      return watch.takeSinks(request.sinks)
    case 'ticks':
      return watch.takeTicks(request.counts)
    case 'close':
      clearInterval(status)
      return void watch.close().then(() => tell({ kind: 'closed' }))
  }
})
