/** @module The `store shell` command: SQL on the embedded store, to read. */

import { text } from 'node:stream/consumers'
import type { SettingSources } from '../config/setting-sources.ts'
import { oneOf } from '../errors/one-of.ts'
import { UsageError } from '../errors/problem.ts'
import { SHELL_BOUNDS } from '../sinks/store/bounded-answer.ts'
import { storeFolderOf } from '../sinks/store/store-files.ts'
import { EXIT_FAILED } from './exit-codes.ts'
import { loadConfiguration } from './load-configuration.ts'
import { runInteractiveShell } from './store-shell/interactive-shell.ts'
import { OutputClosed, printTo } from './store-shell/print.ts'
import { RESULT_FORMATS, type ResultFormat } from './store-shell/result-formats.ts'
import { ShellSession } from './store-shell/shell-session.ts'
import { StatementSplitter } from './store-shell/statement-splitter.ts'
import { openStoreReader, type StoreReader } from './store-shell/store-reader.ts'
import { terminalSize } from './terminal-size.ts'

export interface StoreShellOptions {
  readonly flags: SettingSources['flags']
  /** Statements to run instead of asking; empty reads them from standard input. */
  readonly commands: readonly string[]
  readonly format: string
}

/**
 * Answers statements from the command line, from standard input, or from a person at a terminal.
 *
 * @returns the exit code: 1 when a statement failed
 */
export async function storeShell({ flags, commands, format }: StoreShellOptions): Promise<number> {
  const resultFormat = parseFormat(format)
  const { settings, origins } = loadConfiguration(flags).resolved
  const folder = storeFolderOf(settings)
  const reader = await openStoreReader(folder, { ...origins.storeFolder, value: folder })
  const output = {
    print: printTo(process.stdout),
    printError: printTo(process.stderr),
    screen: terminalSize(process.stdout),
  }
  const session = new ShellSession(reader, resultFormat, output)
  try {
    if (commands.length === 0 && process.stdin.isTTY) {
      const terminal = process.stdout.isTTY ? process.stdout : process.stderr
      terminal.write(greeting(folder, reader))
      await runInteractiveShell(session, terminal)
      return 0
    }
    return await runScript(session, commands.length === 0 ? [await text(process.stdin)] : commands)
  } catch (error) {
    if (error instanceof OutputClosed) return 0
    throw error
  } finally {
    await reader.close()
  }
}

/** Runs statements until one fails. */
async function runScript(session: ShellSession, scripts: readonly string[]): Promise<number> {
  for (const script of scripts) {
    const splitter = new StatementSplitter()
    const inputs = script.split('\n').flatMap((line) => splitter.add(line))
    for (const input of [...inputs, ...splitter.finish()]) {
      const outcome = await session.answer(input)
      if (outcome === 'quit') return 0
      if (outcome === 'failed') return EXIT_FAILED
    }
  }
  return 0
}

function greeting(folder: string, { through }: StoreReader): string {
  const begin = `The store ${folder}, to read. \\d lists its tables, \\? helps, \\q leaves.\n`
  if (through === null) return begin
  const { rows, timeMs } = SHELL_BOUNDS
  const who = through.purpose === null ? '' : ` (${through.purpose})`
  return `${begin}Process ${through.pid}${who} has it open and answers: at most ${rows} rows and ${timeMs / 1000} s a statement.\n`
}

function parseFormat(name: string): ResultFormat {
  const format = RESULT_FORMATS.find((known) => known === name)
  if (format !== undefined) return format
  throw new UsageError([{ source: 'command line', key: '--format', value: name, expected: oneOf(RESULT_FORMATS) }])
}
