/** @module Stops the campus cleanly. */

import { span } from '../../dist/cli/terminal/figures.js'
import { RunError } from '../../dist/errors/problem.js'
import { campusState, endSentence, holderSentence } from './campus-state.js'
import { configuration } from './configuration.js'
import { untilForsaken } from './keeper-lock.js'
import { forgetPid, livingCampus, readPidFile } from './pid-file.js'

/** Beyond what destinations may take for the rest of the records (DELIVERY_PATIENCE) [ms]. */
const LIMIT_MS = 60_000
const LOOK_MS = 50

/** @returns the exit code: 0 when nothing runs any more */
export async function stop() {
  const { settings } = configuration()
  const state = campusState(settings)
  switch (state.kind) {
    case 'elsewhere':
      throw new RunError(
        `${holderSentence(state.holder, settings)} Ctrl-C there, or kill ${state.holder.pid}, stops it.`,
      )
    case 'ended':
      forgetPid()
      console.log(`${endSentence(state.campus)} Nothing runs.`)
      return 0
    case 'stopped':
      console.log('Nothing runs.')
      return 0
    default:
      return end(state.campus, LIMIT_MS + settings.deliveryPatienceSeconds * 1000)
  }
}

async function end({ pid }, limitMs) {
  const begunMs = performance.now()
  process.kill(pid, 'SIGTERM')
  while (livingCampus()?.pid === pid) {
    if (performance.now() - begunMs > limitMs) {
      throw new RunError(
        `Process ${pid} is still stopping after ${span(limitMs / 1000)}: logs tells why. kill -9 ${pid} ends it at once, and loses nothing that is in the journal.`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  await untilForsaken()
  const took = ((performance.now() - begunMs) / 1000).toFixed(1)
  const { ended } = readPidFile() ?? { ended: null }
  forgetPid()
  if (ended !== null) throw new RunError(`Process ${pid} ended ${ended.how} after ${took} s.`)
  console.log(`Stopped process ${pid} in ${took} s.`)
  return 0
}
