/** @module The thread of one worker: computes its range and writes its pages when asked. */

import { parentPort, workerData } from 'node:worker_threads'
import { createFleet } from '../campus/create-fleet.ts'
import { createTickConditions } from '../simulation/readings/reading-batch.ts'
import { readTickConditions } from '../simulation/tick-conditions.ts'
import { RangeComputer } from './range-computer.ts'
import { createPages } from './reading-pages.ts'
import type { WorkerInputs, WorkerReply, WorkerRequest } from './worker-messages.ts'

const port = parentPort
if (port === null) {
  throw new Error('shard-worker runs only as a worker thread')
}
// oxlint-disable-next-line no-unsafe-assignment -- a worker's inputs are untyped by nature; worker-shards.ts gives these
const inputs: WorkerInputs = workerData
const { settings, memory, totals, tallies } = inputs
const fleet = createFleet(settings, inputs.campusFile)
const computer = new RangeComputer({ fleet, ...inputs })
if (inputs.initialise) {
  computer.initialise()
}
const pages = createPages(fleet, settings, inputs.pageSize, inputs.firstPage, inputs.pageStep)
const conditions = createTickConditions(memory.conditions)
const batch = { size: fleet.size, conditions, columns: memory.readings }
const reply = (message: WorkerReply, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer)

port.on('message', (request: WorkerRequest) => {
  if (request.kind === 'advance') {
    computer.advance(memory.conditions, totals, tallies)
    readTickConditions(memory.conditions, conditions)
    reply({ kind: 'advanced' })
  } else {
    const page = pages[request.page]
    const buffer = request.buffer ?? new ArrayBuffer(Math.max(...pages.map(({ capacity }) => capacity)))
    const { length } = page.write(batch, new Uint8Array(buffer))
    reply({ kind: 'written', buffer, length }, [buffer])
  }
})
reply({ kind: 'ready' })
