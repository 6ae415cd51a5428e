/** @module Deletes what campuses of these settings have recorded; certificates and the token only by name. */

import { rmSync } from 'node:fs'
import { relative } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { RunError, UsageError } from '../../dist/errors/problem.js'
import { discardRun } from '../../dist/journal/journal-files.js'
import { campusState, holderSentence } from './campus-state.js'
import { configuration } from './configuration.js'
import { knownByOthers, recordedFiles, removeEmptyFolders } from './recorded-files.js'

const WITHOUT_ASKING = '--yes'

/** @returns the exit code: 1 when nothing is deleted since the answer was no */
export async function clean(args) {
  const { settings } = configuration()
  const precious = knownByOthers(settings)
  refuseUnknown(args, Object.keys(precious))
  refuseWhileRunning(settings)
  const named = Object.keys(precious).filter((name) => args.includes(name))
  const doomed = [...recordedFiles(settings), ...named.flatMap((name) => precious[name])]
  if (doomed.length === 0) {
    console.log('There is nothing to delete.')
    return 0
  }
  console.log(['This is deleted for good:', ...doomed.map((path) => `  ${relative('', path)}`)].join('\n'))
  const kept = Object.keys(precious).filter((name) => !named.includes(name) && precious[name].length > 0)
  if (kept.length > 0) console.log(`This is kept, unless clean is told its name: ${kept.join(', ')}.`)
  if (!args.includes(WITHOUT_ASKING) && !(await isAgreed())) {
    console.log('Nothing is deleted.')
    return 1
  }
  // First, and in the order that leaves no checkpoint without its journal.
  discardRun(settings.outputFile)
  for (const path of doomed) rmSync(path, { recursive: true, force: true })
  removeEmptyFolders(settings)
  console.log('Deleted.')
  return 0
}

function refuseUnknown(args, names) {
  const known = [WITHOUT_ASKING, ...names]
  const problems = args
    .filter((arg) => !known.includes(arg))
    .map((key) => ({ source: 'command line', key, expected: `one of ${known.join(', ')}` }))
  if (problems.length > 0) throw new UsageError(problems)
}

function refuseWhileRunning(settings) {
  const state = campusState(settings)
  if (state.kind === 'running') throw new RunError(`Process ${state.campus.pid} runs the campus: stop it first.`)
  if (state.kind === 'elsewhere') throw new RunError(`${holderSentence(state.holder, settings)} Stop it first.`)
}

async function isAgreed() {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  // Whoever closes the input has not agreed.
  const closed = new Promise((resolve) => terminal.once('close', () => resolve('')))
  try {
    const answer = await Promise.race([terminal.question('Delete it? Type yes: '), closed])
    return answer.trim().toLowerCase() === 'yes'
  } finally {
    terminal.close()
  }
}
