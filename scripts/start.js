/** @module `npm start`: from a fresh clone to the running campus; further arguments go to the program's `run`. */

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { requireNode } from './node-version.js'
import { prepare, ROOT } from './prepare.js'

requireNode()
if (!prepare()) process.exit(1)

const program = join(ROOT, 'bin', 'gridtokenx-sim.js')
const given = process.argv.slice(2)
// A second start goes on where the first one stopped, unless something else is asked for.
const beginning = given.includes('--fresh') ? [] : ['--resume']
const child = spawn(process.execPath, [program, 'run', ...beginning, ...given], { stdio: 'inherit' })

// A terminal sends Ctrl-C to the whole process group: the program has it already, and a second one means "at once".
const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
process.on('SIGINT', () => {
  if (!terminal) child.kill('SIGINT')
})
process.on('SIGTERM', () => child.kill('SIGTERM'))

// npm runs scripts in a shell that dies of a SIGTERM without passing it on; losing that shell is the sign.
if (process.env.npm_lifecycle_event === 'start') {
  const shell = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 250)
}

child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code)
  // Died of a signal: die of the same, so that whoever waits for us sees what happened.
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
})
