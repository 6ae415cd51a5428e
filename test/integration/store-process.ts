/** @module Processes that use the embedded store as built, to be watched and killed. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { temporaryFolder } from '../program/folder.ts'
import { Program, type ProgramOptions, ROOT } from '../program/program.ts'

const OPEN_STORE = pathToFileURL(join(ROOT, 'dist', 'sinks', 'store', 'open-store.js')).href

/** The built store, for tests that need no process of its own. */
export async function builtStore(): Promise<typeof import('../../src/sinks/store/open-store.ts')> {
  // oxlint-disable-next-line no-unsafe-assignment -- what is imported at run time is untyped; it was compiled from that file
  const built: typeof import('../../src/sinks/store/open-store.ts') = await import(OPEN_STORE)
  return built
}

/**
 * Starts a process that opens the store in `folder` and runs `body`, an async function's, with `openStore`, `folder`,
 * `say` (a line to standard output) and the words of `args`.
 */
export function storeProcess(
  folder: string,
  body: string,
  args: readonly string[] = [],
  options: ProgramOptions = {},
): Program {
  const path = join(temporaryFolder(), 'program.mjs')
  writeFileSync(
    path,
    `import { openStore } from ${JSON.stringify(OPEN_STORE)}
    const [folder, ...args] = process.argv.slice(2)
    const say = (line) => process.stdout.write(line + '\\n')
    ${body}`,
  )
  return new Program([...(options.through ?? []), process.execPath, path, folder, ...args], {
    timeoutMs: 120_000,
    ...options,
  })
}

/** The last line a process has completed that begins with `word`, without it; null when there is none. */
export function lastSaid({ stdout }: Program, word: string): string | null {
  const lines = stdout.slice(0, stdout.lastIndexOf('\n') + 1).split('\n')
  return lines.findLast((line) => line.startsWith(`${word} `))?.slice(word.length + 1) ?? null
}
