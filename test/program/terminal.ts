/** @module A pseudo-terminal for the program, as a person at a screen has one. */

import { spawnSync } from 'node:child_process'
import { Program, type ProgramOptions, programCommand } from './program.ts'

/** From util-linux: runs a command in a pseudo-terminal. */
const SCRIPT_PROGRAM = 'script'

/** Why there is no pseudo-terminal here; null when there is one. */
export function terminalIsMissing(): string | null {
  const { status, stdout } = spawnSync(SCRIPT_PROGRAM, ['--version'], { encoding: 'utf8' })
  return status === 0 && stdout.includes('util-linux') ? null : 'script (util-linux) is not installed'
}

/** Starts the program in a terminal of 120 columns and 40 rows; `type` presses keys. */
export function startInTerminal(args: readonly string[], options: ProgramOptions = {}): Program {
  const quoted = programCommand(args).map((word) => `'${word.replaceAll("'", "'\\''")}'`)
  const command = `stty cols 120 rows 40; exec ${quoted.join(' ')}`
  const env = { TERM: 'xterm-256color', LANG: 'C.UTF-8', ...options.env }
  return new Program([SCRIPT_PROGRAM, '-qfec', command, '/dev/null'], { ...options, env })
}

export const CTRL_C = '\u0003'
export const ESCAPE = '\u001b['
