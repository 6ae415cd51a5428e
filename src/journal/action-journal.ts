/** @module What operators did to a run, on disk: appended, durable as it is answered, never changed. */

import { closeSync, existsSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { linesBackward } from './backward-lines.ts'
import { type ControlAction, type ControlActionKind, controlActionSchema } from './control-action.ts'
import { ACTION_STREAM, streamPath } from './journal-streams.ts'
import { JournalWriter } from './journal-writer.ts'

/** An action and where its line begins in the file [bytes]. */
export interface PlacedAction {
  readonly offset: number
  readonly action: ControlAction
}

/** After these, simulated time is no longer what the clock on the wall shows. */
const REPACING: readonly ControlActionKind[] = ['pause', 'step', 'speed']

/** Appends actions; the file is made with the first. */
export class ActionJournal {
  readonly #path: string
  #writer: Promise<JournalWriter> | null = null
  #last: Promise<void> = Promise.resolve()

  constructor(outputFile: string) {
    this.#path = streamPath(outputFile, ACTION_STREAM)
  }

  /** Resolves when the action is durable; in the order of the calls. */
  append(action: ControlAction): Promise<void> {
    const line = new TextEncoder().encode(`${JSON.stringify(action)}\n`)
    const appended = this.#last.then(async () => {
      this.#writer ??= JournalWriter.open(this.#path, wholeLength(this.#path))
      const writer = await this.#writer
      await writer.append(line)
      await writer.flush()
    })
    this.#last = appended.catch(() => undefined)
    return appended
  }

  async close(): Promise<void> {
    await this.#last
    await (await this.#writer?.catch(() => null))?.close()
  }
}

/** Actions before a place in the file (all of them by default), the newest first; lines that are none are passed over. */
export function* actionsBackward(
  outputFile: string,
  before: number = Number.POSITIVE_INFINITY,
): Generator<PlacedAction> {
  const path = streamPath(outputFile, ACTION_STREAM)
  if (!existsSync(path)) return
  const fd = openSync(path, 'r')
  try {
    for (const { start, text } of linesBackward(fd, Math.min(before, fstatSync(fd).size))) {
      const action = text === null ? null : readAction(text)
      if (action !== null) yield { offset: start, action }
    }
  } finally {
    closeSync(fd)
  }
}

/** Whether the pace of the run at an output file was ever changed: then its time is its own, also after a new start. */
export function wasRepaced(outputFile: string): boolean {
  for (const { action } of actionsBackward(outputFile)) {
    if (action.outcome === 'done' && REPACING.includes(action.action)) return true
  }
  return false
}

/** Bytes up to the end of the last whole line; a power cut may leave half of one behind it. */
function wholeLength(path: string): number {
  return existsSync(path) ? readFileSync(path).lastIndexOf('\n') + 1 : 0
}

function readAction(text: string): ControlAction | null {
  try {
    const parsed = controlActionSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
