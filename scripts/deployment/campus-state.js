/** @module Whether a campus runs, was stopped, or ended by itself. */

import { journalFiles } from '../../dist/journal/journal-files.js'
import { lockHolder } from '../../dist/journal/process-lock.js'
import { livingCampus, readPidFile } from './pid-file.js'

/**
 * One of four: `running`, in the background, as `campus` is noted; `elsewhere`, since `holder` has the journal of these
 * settings, started in a terminal; `ended` without being told to, as noted; `stopped`, or never started.
 */
export function campusState({ outputFile }) {
  const campus = livingCampus()
  if (campus !== null) return { kind: 'running', campus }
  const holder = lockHolder(journalFiles(outputFile).lock)
  if (holder !== null) return { kind: 'elsewhere', holder }
  const noted = readPidFile()
  return noted === null ? { kind: 'stopped' } : { kind: 'ended', campus: noted }
}

/** Who has the journal, as a sentence. */
export function holderSentence({ pid, since, purpose }, { outputFile }) {
  const known = [purpose, since === null ? null : `since ${since}`].filter((part) => part !== null).join(', ')
  return `Process ${pid} (${known}) has ${outputFile} and was not started by this script.`
}

/** How a campus ended, as a sentence. */
export function endSentence({ pid, since, ended }) {
  const run = `The campus (process ${pid}, started ${since})`
  if (ended !== null) return `${run} ended ${ended.how} at ${ended.at}.`
  return `${run} is gone without a word: it was killed together with its keeper, or this machine has restarted.`
}
