/** @module Starts the campus in the background and waits until it makes its intervals. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { keepToken, obtainToken } from '../../dist/api/token-file.js'
import { RunError } from '../../dist/errors/problem.js'
import { prepareOutputFolder } from '../../dist/journal/output-folder.js'
import { CampusDoor } from './campus-door.js'
import { campusState, endSentence, holderSentence } from './campus-state.js'
import { configuration, refuseUnfit, tokenOf } from './configuration.js'
import { description } from './description.js'
import { makeMissingCertificates } from './identities.js'
import { untilForsaken } from './keeper-lock.js'
import { logEnd } from './log-end.js'
import { livingCampus } from './pid-file.js'
import { LOG_FOLDER } from './places.js'

/** What deploy-utcc-campus.sh is answered when nothing runs, and when somebody else has the journal. */
const NOTHING = 3
const ELSEWHERE = 4

const KEEPER = fileURLToPath(new URL('keeper.js', import.meta.url))
/** Intervals come more often than this, unless somebody chose long ones; what is made again first may take long, too. */
const READY_LIMIT_MS = 120_000
const LOOK_MS = 200

/** Says what runs; for `start`, whether there is anything to do. */
export async function running() {
  const given = configuration()
  const { settings } = given
  const state = campusState(settings)
  if (state.kind === 'elsewhere') {
    console.error(`${holderSentence(state.holder, settings)} Stop it first.`)
    return ELSEWHERE
  }
  if (state.kind !== 'running') {
    refuseUnfit(given)
    return NOTHING
  }
  const door = new CampusDoor(state.campus.api, tokenOf(settings, state.campus.output))
  const status = await door.ask('api/v1/status')
  console.log('It runs already: restart starts it anew, status tells how it does.')
  console.log(description(given, state.campus, status?.body ?? null).join('\n'))
  return 0
}

export async function start() {
  const begunMs = performance.now()
  const given = configuration()
  const { settings, origins, api } = given
  refuseUnfit(given)
  const before = campusState(settings)
  if (before.kind === 'ended') console.log(`${endSentence(before.campus)} It goes on where its journal ends.`)
  makeMissingCertificates(given)
  prepareOutputFolder(settings.outputFile, origins.outputFile)
  showNewToken(settings)
  const campus = await startKeeper(settings.outputFile, api)
  console.log(`Started process ${campus.pid}. Waiting for its first interval…`)
  const status = await untilReady(campus, new CampusDoor(api, tokenOf(settings, settings.outputFile)), begunMs)
  console.log(description(given, campus, status).join('\n'))
  return 0
}

/** Made here where there is none, so that it is shown on the terminal and never in the log. */
function showNewToken({ apiToken, outputFile }) {
  if (apiToken !== null) return
  const made = obtainToken(outputFile)
  if (!made.isNew) return
  keepToken(made)
  console.log(`The token for whatever changes the simulation, shown this once: ${made.token}`)
}

async function startKeeper(output, api) {
  mkdirSync(LOG_FOLDER, { recursive: true })
  // Detached is a session of its own: no terminal that closes takes it along.
  const keeper = spawn(process.execPath, [KEEPER, output, api], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const [told] = await Promise.race([
    once(keeper, 'message'),
    once(keeper, 'exit').then(() => [{ refused: 'The keeper of the campus ended.' }]),
  ])
  if (told.refused !== undefined) throw new RunError(told.refused)
  keeper.disconnect()
  keeper.unref()
  return { pid: told.pid, output, api }
}

/**
 * Waits for the first interval.
 *
 * @returns what the campus tells of itself
 * @throws RunError when it has ended, or makes none for long
 */
async function untilReady({ pid }, door, begunMs) {
  while (performance.now() - begunMs < READY_LIMIT_MS) {
    const ready = await door.ask('health/ready')
    if (livingCampus()?.pid !== pid) {
      await untilForsaken()
      throw new RunError(['The campus ended before its first interval. Its log says:', ...logEnd(pid)].join('\n'))
    }
    if (ready?.status === 200) return (await door.ask('api/v1/status'))?.body ?? null
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  const lines = [
    `The campus runs, and has made no interval in ${READY_LIMIT_MS / 1000} s. See status and logs -f. Its log says:`,
    ...logEnd(pid),
  ]
  throw new RunError(lines.join('\n'))
}
