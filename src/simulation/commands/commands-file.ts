/** @module Reads a file of commands: what somebody wrote by hand, or what another run recorded. */

import type { Fleet } from '../../campus/meter.ts'
import { INSTANT_ACCEPTED, parseInstant } from '../../config/instant.ts'
import { parseJsonLine } from '../../config/json-document.ts'
import { type Problem, UsageError } from '../../errors/problem.ts'
import { meterProblem } from './check-command.ts'
import type { GivenCommand } from './command.ts'
import { readCommand, type TimedCommand } from './command-record.ts'
import { commandRecordSchema } from './command-schema.ts'

/** A command of a file. */
export interface DatedCommand {
  /** It holds from the first interval that begins then or later [ms since 1970 UTC]. */
  readonly fromMs: number
  readonly given: GivenCommand
}

/**
 * Reads a file of commands, one JSON object a line, in the order of their times.
 *
 * @param text - the content of the file
 * @param source - the file's path, for messages
 * @throws UsageError with one problem per mistake, by line and key
 */
export function parseCommandsFile(text: string, source: string, fleet: Fleet): DatedCommand[] {
  const problems: Problem[] = []
  const commands: DatedCommand[] = []
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return
    try {
      commands.push(readLine(line, source, index + 1, fleet))
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      problems.push(...error.problems)
    }
  })
  if (problems.length > 0) throw new UsageError(problems)
  return commands.sort((a, b) => a.fromMs - b.fromMs)
}

/** The ticks of a file's commands in a run: what came before its start holds from its first tick on. */
export function timedCommands(
  commands: readonly DatedCommand[],
  startMs: number,
  intervalSeconds: number,
): TimedCommand[] {
  return commands.map(({ fromMs, given }) => {
    const tick = 1 + Math.max(0, Math.ceil((fromMs - startMs) / (intervalSeconds * 1000)))
    return { tick, given }
  })
}

function readLine(text: string, file: string, line: number, fleet: Fleet): DatedCommand {
  const source = `${file}:${line}`
  const written = parseJsonLine(text, file, line, commandRecordSchema)
  const from = parseInstant(written.timestamp)
  if (!from.ok) {
    const { fix } = from
    const value = written.timestamp
    throw new UsageError([
      { source, key: 'timestamp', value, expected: INSTANT_ACCEPTED, ...(fix !== undefined && { fix }) },
    ])
  }
  const command = readCommand(written.command)
  const problem = meterProblem(command, fleet, source, 'command.')
  if (problem !== null) throw new UsageError([problem])
  return { fromMs: from.ms, given: { command, origin: written.origin } }
}
