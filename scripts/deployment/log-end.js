/** @module The last lines of the log, as people read them. */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { LOG_FILE } from './places.js'

/** Enough for the lines of a stack trace, and little of a log of any size [bytes]. */
const LOOKED_AT = 64 * 1024
const SHOWN_LINES = 10

/** How the keeper begins. */
export function startLine(pid) {
  return `The campus is process ${pid}.`
}

/** @param pid - of the campus whose lines they are; the line of its start is the first that can be one */
export function logEnd(pid, count = SHOWN_LINES) {
  let text
  try {
    text = endOf(LOG_FILE)
  } catch {
    return []
  }
  const lines = text.trimEnd().split('\n')
  const first = lines.findLastIndex((line) => line.includes(startLine(pid)))
  return lines.slice(Math.max(0, first)).slice(-count).map(readable)
}

function endOf(path) {
  const fd = openSync(path, 'r')
  try {
    const { size } = fstatSync(fd)
    const buffer = Buffer.alloc(Math.min(size, LOOKED_AT))
    readSync(fd, buffer, 0, buffer.length, size - buffer.length)
    return buffer.toString('utf8')
  } finally {
    closeSync(fd)
  }
}

/** A line of the program's log without what machines need of it; any other as it is. */
function readable(line) {
  try {
    const { time, msg } = JSON.parse(line)
    return `${new Date(time).toISOString().slice(0, 19)}Z  ${msg}`
  } catch {
    return line
  }
}
