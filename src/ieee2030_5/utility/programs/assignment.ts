/** @module Which devices a program concerns. */

import * as z from 'zod'
import { DEVICES, type Device } from '../device.ts'
import { OperationError } from '../operation.ts'
import type { UtilityState } from '../utility-state.ts'

export interface Assignment {
  /** Every device there is and will be. */
  readonly all: boolean
  readonly meterIds: readonly string[]
  readonly lfdis: readonly string[]
}

export const EVERYBODY: Assignment = { all: true, meterIds: [], lfdis: [] }

const MOST_NAMED = 100_000
const LFDI = /^[0-9A-Fa-f]{40}$/

export const assignmentInput = z
  .union(
    [
      z.literal('all'),
      z.strictObject({
        meterIds: z.array(z.string().min(1).max(200)).max(MOST_NAMED).optional(),
        lfdis: z.array(z.string().regex(LFDI)).max(MOST_NAMED).optional(),
      }),
    ],
    { error: 'expected "all", or an object with meterIds, lfdis or both; an LFDI has 40 hexadecimal digits' },
  )
  .describe('The devices it concerns: "all", or those of some meters and LFDIs.')

export function concerns({ all, meterIds, lfdis }: Assignment, { lfdi, meterId }: Device): boolean {
  return all || lfdis.includes(lfdi) || (meterId !== '' && meterIds.includes(meterId))
}

export function devicesOf(state: UtilityState, assignment: Assignment): Device[] {
  return [...state.at(DEVICES).values()].filter((device) => concerns(assignment, device))
}

/**
 * The assignment an operator asks for.
 *
 * @param before - what holds so far: names in it need not be those of registered devices any more
 * @throws OperationError for a name that no registered device has, since such a program would silently concern nobody
 */
export function assignmentOf(
  state: UtilityState,
  input: z.infer<typeof assignmentInput>,
  before?: Assignment,
): Assignment {
  if (input === 'all') return EVERYBODY
  const meterIds = [...new Set(input.meterIds)]
  const lfdis = [...new Set(input.lfdis?.map((lfdi) => lfdi.toUpperCase()))]
  const devices = [...state.at(DEVICES).values()]
  const knownMeters = new Set([...devices.map(({ meterId }) => meterId), ...(before?.meterIds ?? [])])
  const knownLfdis = new Set([...devices.map(({ lfdi }) => lfdi), ...(before?.lfdis ?? [])])
  refuseUnknown('meterIds', 'a meter', meterIds, knownMeters)
  refuseUnknown('lfdis', 'the LFDI', lfdis, knownLfdis)
  return { all: false, meterIds, lfdis }
}

function refuseUnknown(name: string, what: string, asked: readonly string[], known: ReadonlySet<string>): void {
  const unknown = asked.find((text) => !known.has(text))
  if (unknown === undefined) return
  const field = `assignedTo.${name}`
  throw new OperationError('missing', field, `${field} = ${unknown}: expected ${what} of a registered device`)
}
