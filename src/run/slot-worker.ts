/** @module The thread that records slots: one request after the other, until one cannot be carried out. */

import { parentPort, workerData } from 'node:worker_threads'
import { createFleet } from '../campus/create-fleet.ts'
import { RunError } from '../errors/problem.ts'
import { openSlotJournal, type SlotJournal } from './slot-journal.ts'
import type { SlotReply, SlotRequest } from './slot-messages.ts'
import { unpackSlots } from './slot-packets.ts'
import type { SlotRecorderInputs } from './slot-recorder.ts'

const port = parentPort
if (port === null) {
  throw new Error('slot-worker runs only as a worker thread')
}
// oxlint-disable-next-line no-unsafe-assignment -- a worker's inputs are untyped by nature; slot-thread.ts gives these
const inputs: SlotRecorderInputs = workerData
const fleet = createFleet(inputs.settings, inputs.campusFile)
const reply = (message: SlotReply, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer)

async function answer(journal: SlotJournal, request: SlotRequest): Promise<void> {
  switch (request.kind) {
    case 'record': {
      const { packet, length, bills } = request
      for (const { slot, generationRegister, campus } of unpackSlots(packet.subarray(0, length), fleet.size)) {
        await journal.write(slot, generationRegister, campus)
      }
      await journal.writeBills(bills)
      return reply({ kind: 'recorded', packet }, [packet.buffer])
    }
    case 'retire':
      return reply({ kind: 'retired', refused: await journal.retire(request.retirement, request.atMs) })
    case 'flush':
      return reply({ kind: 'flushed', state: await journal.flush() })
    case 'close':
      await journal.close()
      return reply({ kind: 'closed' })
  }
}

/** What people should read is told; a fault of the program itself ends the thread. */
function fail(error: unknown): void {
  if (!(error instanceof RunError)) {
    throw error
  }
  reply({ kind: 'failed', message: error.message })
}

const opened = openSlotJournal(inputs, fleet)
let last: Promise<unknown> = opened.then(() => reply({ kind: 'opened' })).catch(fail)
port.on('message', (request: SlotRequest) => {
  last = last.then(async () => answer(await opened, request)).catch(fail)
})
