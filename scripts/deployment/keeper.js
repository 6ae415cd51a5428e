/**
 * @module Keeps a campus that runs apart from any terminal: takes its log and notes how it ends. Started by start.js in a
 * session of its own; `output` and `api` are its arguments.
 */

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { takeKeeperLock } from './keeper-lock.js'
import { startLine } from './log-end.js'
import { noteEnd, notePid } from './pid-file.js'
import { LOG_FILE } from './places.js'
import { RotatedLog } from './rotated-log.js'

const PROGRAM = fileURLToPath(new URL('../../bin/gridtokenx-sim.js', import.meta.url))
/** As the program's own lines have them. */
const LEVELS = { info: 30, error: 50 }

const [output, api] = process.argv.slice(2)

try {
  const lock = takeKeeperLock()
  keep(lock)
} catch (error) {
  process.send({ refused: error.message })
}

function keep(lock) {
  const log = new RotatedLog(LOG_FILE)
  const say = (level, msg) =>
    log.write(Buffer.from(`${JSON.stringify({ level: LEVELS[level], time: Date.now(), pid: process.pid, msg })}\n`))
  const campus = spawn(process.execPath, [PROGRAM, 'run', '--resume'], { stdio: ['ignore', 'pipe', 'pipe'] })
  campus.stdout.on('data', (piece) => log.write(piece))
  campus.stderr.on('data', (piece) => log.write(piece))
  campus.on('spawn', () => {
    notePid(campus.pid, { output, api })
    say('info', startLine(campus.pid))
    process.send({ pid: campus.pid })
  })
  campus.on('error', (error) => {
    lock.release()
    if (process.connected) process.send({ refused: error.message })
  })
  campus.on('close', (code, signal) => {
    say(
      code === 0 ? 'info' : 'error',
      `The campus ended ${signal === null ? `with exit code ${code}` : `by ${signal}`}.`,
    )
    noteEnd(campus.pid, { code, signal })
    lock.release()
    if (process.connected) process.disconnect()
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => campus.kill('SIGTERM'))
  // It belongs to no terminal that could be closed.
  process.on('SIGHUP', () => undefined)
}
