/** @module What operators write about programs and what is in them. */

import * as z from 'zod'
import { shortened, string32 } from '../../model/texts.ts'
import { OperationError } from '../operation.ts'
import type { UtilityState } from '../utility-state.ts'
import { PROGRAM_ROOTS, PROGRAMS, type Program, type ProgramKind } from './program.ts'

const DESCRIPTION_BYTES = 32
const MOST_PRIMACY = 255

export const descriptionInput = z
  .string()
  .refine((text) => shortened(text, DESCRIPTION_BYTES) === text && string32.write(text) !== undefined, {
    error: `expected a text of at most ${DESCRIPTION_BYTES} bytes that XML can carry`,
  })
  .describe(`What it is called, at most ${DESCRIPTION_BYTES} bytes.`)

export const primacyInput = z
  .int({ error: `expected a whole number from 0 to ${MOST_PRIMACY}` })
  .min(0)
  .max(MOST_PRIMACY)
  .describe('How important it is: of two programs, the one with the lower number wins.')

/** A program by its address. */
export function programInput(kind: ProgramKind) {
  const example = `${PROGRAM_ROOTS[kind]}/1`
  return z
    .string({ error: `expected the address of a program, such as ${example}` })
    .describe(`Address of the program, such as ${example}.`)
}

/** @throws OperationError when there is none of that kind */
export function programAt(state: UtilityState, kind: ProgramKind, href: string, field = 'program'): Program {
  const program = state.at(PROGRAMS).get(href)
  if (program?.kind === kind) return program
  const known = [...state.at(PROGRAMS).group(kind).keys()].slice(0, 20).join(', ')
  const expected = known === '' ? 'a program to be created first' : `one of ${known}`
  throw new OperationError('missing', field, `${field} = ${href.slice(0, 100)}: expected ${expected}`)
}
