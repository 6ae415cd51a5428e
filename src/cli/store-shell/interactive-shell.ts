/** @module The shell at a terminal: a prompt, lines until a semicolon, earlier lines by the arrow keys. */

import { createInterface } from 'node:readline'
import type { ShellSession } from './shell-session.ts'
import { StatementSplitter } from './statement-splitter.ts'

const PROMPT = 'store> '
const CONTINUED = '    -> '
const HISTORY_LINES = 1000
/** What a shell expects of a process that an interrupt ended. */
const EXIT_INTERRUPTED = 130

/** Talks until the person leaves. */
export async function runInteractiveShell(session: ShellSession, terminal: NodeJS.WriteStream): Promise<void> {
  const lines = createInterface({
    input: process.stdin,
    output: terminal,
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
  })
  const splitter = new StatementSplitter()
  const prompt = (): void => {
    lines.setPrompt(splitter.isWithinStatement ? CONTINUED : PROMPT)
    lines.prompt()
  }
  let isBusy = false
  lines.on('SIGINT', () => {
    // A statement cannot be interrupted but with the whole process, which is safe: it only reads.
    if (isBusy) process.exit(EXIT_INTERRUPTED)
    splitter.clear()
    terminal.write('^C\n')
    lines.write(null, { ctrl: true, name: 'u' })
    prompt()
  })
  prompt()
  for await (const line of lines) {
    isBusy = true
    for (const input of splitter.add(line)) {
      if ((await session.answer(input)) === 'quit') {
        lines.close()
        return
      }
    }
    isBusy = false
    prompt()
  }
  terminal.write('\n')
}
