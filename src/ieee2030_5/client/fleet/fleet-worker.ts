/** @module The thread of the meters' clients: thousands of connections cost the simulation nothing. */

import { randomInt } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { UsageError } from '../../../errors/problem.ts'
import type { GivenCommand } from '../../../simulation/commands/command.ts'
import type { FleetEvent, FleetInputs, FleetRequest } from './fleet-messages.ts'
import { JournalledFleet } from './journalled-fleet.ts'

/** How often the run is told how the meters stand, and what they remember is written [ms]. */
const STATUS_MS = 1000
const SAVE_MS = 30_000
const JITTER_STEPS = 1 << 20

const port = parentPort
if (port === null) {
  throw new Error('fleet-worker runs only as a worker thread')
}
// oxlint-disable-next-line no-unsafe-assignment -- a worker's inputs are untyped by nature; fleet-thread.ts gives these
const inputs: FleetInputs = workerData
const tell = (event: FleetEvent): void => port.postMessage(event)

/** Commands of one turn go together. */
let commands: GivenCommand[] = []
function give(command: GivenCommand): void {
  if (commands.length === 0) {
    queueMicrotask(() => {
      tell({ kind: 'commands', commands })
      commands = []
    })
  }
  commands.push(command)
}

function open(): JournalledFleet | null {
  try {
    const fleet = new JournalledFleet(inputs, {
      wallMs: () => Date.now(),
      jitter: () => randomInt(JITTER_STEPS) / JITTER_STEPS,
      onCommand: give,
      onNotice: (text) => tell({ kind: 'notice', text }),
    })
    tell({ kind: 'loaded', problems: [] })
    return fleet
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    tell({ kind: 'loaded', problems: error.problems })
    return null
  }
}

const fleet = open()
const timers = [
  setInterval(() => {
    if (fleet !== null) tell({ kind: 'status', status: fleet.status, segment: fleet.segment })
  }, STATUS_MS),
  setInterval(() => void fleet?.save(), SAVE_MS),
]

port.on('message', (request: FleetRequest) => {
  switch (request.kind) {
    case 'start':
      return fleet?.start()
    case 'wake':
      return fleet?.wake()
    case 'clock':
      return fleet?.clock.set(request.clock)
    case 'close':
      timers.forEach(clearInterval)
      return void (fleet?.close() ?? Promise.resolve()).then(() => tell({ kind: 'closed' }))
  }
})
