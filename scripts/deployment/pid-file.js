/**
 * @module Who the campus in the background is. The first line of the file is the number of its process, as other
 * programs expect it; the second tells that process from a later one with the same number, and what became of it.
 */

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { isAlive, processIdentity } from '../../dist/journal/process-identity.js'
import { PID_FILE } from './places.js'

/** Notes a process that was just started, with the output and the address it was given. */
export function notePid(pid, { output, api }) {
  write({ ...processIdentity(pid), since: new Date().toISOString(), output, api, ended: null })
}

/** Notes how the process ended; after a clean stop there is nothing to tell. */
export function noteEnd(pid, { code, signal }) {
  const noted = readPidFile()
  if (noted?.pid !== pid) return
  if (code === 0) return forgetPid()
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`
  write({ ...noted, ended: { at: new Date().toISOString(), how } })
}

export function forgetPid() {
  rmSync(PID_FILE, { force: true })
}

/** What is noted; null where nothing is, or nothing that can be read. */
export function readPidFile() {
  try {
    const [pid, rest] = readFileSync(PID_FILE, 'utf8').split('\n')
    return { ...JSON.parse(rest), pid: Number(pid) }
  } catch {
    return null
  }
}

/** The process noted, while it is still that very one. */
export function livingCampus() {
  const noted = readPidFile()
  return noted !== null && noted.ended === null && isAlive(noted) ? noted : null
}

function write({ pid, ...rest }) {
  writeFileSync(`${PID_FILE}.new`, `${pid}\n${JSON.stringify(rest)}\n`)
  renameSync(`${PID_FILE}.new`, PID_FILE)
}
