/** @module What a run was told, on disk: read back when it goes on, and durable before it shapes anything. */

import { existsSync, readFileSync } from 'node:fs'
import type { Fleet } from '../campus/meter.ts'
import { RunError } from '../errors/problem.ts'
import { COMMAND_STREAM, streamPath } from '../journal/journal-streams.ts'
import { JournalWriter } from '../journal/journal-writer.ts'
import { meterProblem } from '../simulation/commands/check-command.ts'
import { commandRecord, readCommand, type TimedCommand } from '../simulation/commands/command-record.ts'
import { commandRecordSchema } from '../simulation/commands/command-schema.ts'

export interface RecordedCommands {
  readonly commands: readonly TimedCommand[]
  /** Bytes up to the end of the last whole line; what follows was never carried out. */
  readonly length: number
  readonly isTorn: boolean
}

/** Of a run that was told nothing yet. */
export const NO_COMMANDS: RecordedCommands = { commands: [], length: 0, isTorn: false }

/**
 * What the run at an output file was told so far. Nothing is changed.
 *
 * @throws RunError when that cannot be known
 */
export function readRecordedCommands(outputFile: string, fleet: Fleet): RecordedCommands {
  const path = streamPath(outputFile, COMMAND_STREAM)
  if (!existsSync(path)) return NO_COMMANDS
  const commands: TimedCommand[] = []
  const bytes = readFileSync(path)
  let start = 0
  for (let line = 1, end = bytes.indexOf('\n'); end >= 0; line++, end = bytes.indexOf('\n', start)) {
    const command = readLine(bytes.toString('utf8', start, end), fleet)
    if (command === null) {
      // Nothing stands behind what a power cut left of the last write.
      if (bytes.indexOf('\n', end + 1) < 0) break
      throw new RunError(
        `${path}, line ${line}, is no command to this run: restore the file, start over with --fresh, or give another --output.`,
      )
    }
    commands.push(command)
    start = end + 1
  }
  return { commands, length: start, isTorn: start < bytes.length }
}

function readLine(text: string, fleet: Fleet): TimedCommand | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = commandRecordSchema.safeParse(value)
  if (!parsed.success || parsed.data.tick === undefined) return null
  const { tick, origin, command: written } = parsed.data
  const command = readCommand(written)
  return meterProblem(command, fleet, '') === null ? { tick, given: { command, origin } } : null
}

/** Appends to the stream; the file is made with the first command. */
export class CommandJournal {
  readonly #path: string
  readonly #recorded: RecordedCommands
  readonly #beginMs: (tick: number) => number
  #writer: JournalWriter | null = null

  /** @param beginMs - begin of a tick's interval [ms since 1970 UTC] */
  constructor(outputFile: string, recorded: RecordedCommands, beginMs: (tick: number) => number) {
    this.#path = streamPath(outputFile, COMMAND_STREAM)
    this.#recorded = recorded
    this.#beginMs = beginMs
  }

  /** Cuts off what an earlier run did not finish. */
  async open(): Promise<void> {
    if (this.#recorded.isTorn) {
      await this.#opened()
    }
  }

  /** Resolves when the commands of a tick are durable. */
  async append(commands: readonly TimedCommand[]): Promise<void> {
    const writer = await this.#opened()
    const lines = commands.map((command) => `${JSON.stringify(commandRecord(command, this.#beginMs(command.tick)))}\n`)
    await writer.append(new TextEncoder().encode(lines.join('')))
    await writer.flush()
  }

  async close(): Promise<void> {
    await this.#writer?.close()
  }

  async #opened(): Promise<JournalWriter> {
    this.#writer ??= await JournalWriter.open(this.#path, this.#recorded.length)
    return this.#writer
  }
}
