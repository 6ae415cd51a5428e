/** @module Tells one process from another that later got the same number. */

import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { errorCode } from './write-failure.ts'

/** Position of `starttime` in /proc/<pid>/stat, counted behind the command name (proc_pid_stat(5), field 22). */
const START_TIME_FIELD = 19

export interface ProcessIdentity {
  readonly pid: number
  readonly host: string
  /** Boot and start time, where the platform tells; null elsewhere. */
  readonly started: string | null
}

/** The identity of a process of this machine. */
export function processIdentity(pid: number): ProcessIdentity {
  return { pid, host: hostname(), started: startOf(pid) }
}

function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command name may hold spaces and parentheses, so fields are counted from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${fields[START_TIME_FIELD]}`
  } catch {
    return null
  }
}

/** Whether that very process still runs on this machine. */
export function isAlive({ pid, started }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false
  }
  return started === null || startOf(pid) === started
}
