/** @module Says what is wrong with a command before anybody takes it. */

import type { Fleet, Meter } from '../../campus/meter.ts'
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
  return problem ?? meterProblem(command, fleet, source)
}

/**
 * Whether a command's meter is there, and has what the command is for.
 *
 * @param within - what stands before the key of the problem
 */
export function meterProblem(command: Command, fleet: Fleet, source: string, within = ''): Problem | null {
  const named = namedMeter(command)
  if (named === null) return null
  const { key, meterId } = named
  const at = { source, key: within + key }
  const index = meterIndices(fleet).get(meterId)
  if (index === undefined) {
    const nearest = nearestName(meterId, [...meterIndices(fleet).keys()])
    const fix = nearest === null ? {} : { fix: `Did you mean ${nearest}?` }
    return { ...at, value: meterId, expected: 'the id of a meter of this run', ...fix }
  }
  const needed = lackingAsset(command, fleet.meter(index))
  return needed === null ? null : { ...at, value: meterId, expected: `a meter with ${needed}` }
}

/** The meter a command names, and under which key; null for none. */
function namedMeter(command: Command): { readonly key: string; readonly meterId: string } | null {
  if (command.kind === 'grid_prices') return null
  if (command.kind !== 'retire_certificate') return { key: 'meter_id', meterId: command.meterId }
  return command.beneficiary === null ? null : { key: 'beneficiary', meterId: command.beneficiary }
}

/** What a meter would need to have for a command; null when it has it. */
function lackingAsset(command: Command, { pv, battery }: Pick<Meter, 'pv' | 'battery'>): string | null {
  if (command.kind === 'der_control') return pv === null && battery === null ? 'an array or a battery' : null
  if (command.kind !== 'fault') return null
  if (command.fault.kind === 'array_outage') return pv === null ? 'an array' : null
  return command.fault.kind === 'battery_outage' && battery === null ? 'a battery' : null
}
