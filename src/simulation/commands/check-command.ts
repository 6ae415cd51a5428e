/** @module Says what is wrong with a command before anybody takes it. */

import type { Fleet } from '../../campus/meter.ts'
import { meterIndices } from '../../campus/meter-index.ts'
import { shapeProblems } from '../../config/json-document.ts'
import { nearestName } from '../../config/nearest-name.ts'
import type { Problem } from '../../errors/problem.ts'
import type { Command } from './command.ts'
import { writtenCommand } from './command-record.ts'
import { commandSchema } from './command-schema.ts'

/**
 * What is wrong with a command; null when the fleet can carry it out.
 *
 * Keys and values of the problem are those of `commands.jsonl`.
 *
 * @param source - who gave it, for the message
 */
export function checkCommand(command: Command, fleet: Fleet, source = 'command'): Problem | null {
  const [problem] = shapeProblems(writtenCommand(command), source, commandSchema)
  return problem ?? meterProblem(command, fleet, { source, key: 'meter_id' })
}

/** Whether a command's meter is there, and has what the command is for. */
export function meterProblem(command: Command, fleet: Fleet, at: Pick<Problem, 'source' | 'key'>): Problem | null {
  if (command.kind === 'grid_prices') return null
  const { meterId } = command
  const index = meterIndices(fleet).get(meterId)
  if (index === undefined) {
    const nearest = nearestName(meterId, [...meterIndices(fleet).keys()])
    const fix = nearest === null ? {} : { fix: `Did you mean ${nearest}?` }
    return { ...at, value: meterId, expected: 'the id of a meter of this run', ...fix }
  }
  const { pv, battery } = fleet.meter(index)
  return command.kind === 'der_control' && pv === null && battery === null
    ? { ...at, value: meterId, expected: 'a meter with an array or a battery' }
    : null
}
