/** @module Who sees a program and what is in it: the devices that it concerns, for which others do not exist. */

import type { Audience, Exchange } from '../function-set.ts'
import { Refusal } from '../refusal.ts'
import { concerns } from './assignment.ts'
import { PROGRAM_ROOTS, PROGRAMS, type Program, type ProgramKind } from './program.ts'

/** Of everything at or below a program of a kind, whose number stands in the address as `{program}`. */
export function ofProgram(kind: ProgramKind): Audience {
  return ({ state, params, caller: { device } }) => {
    const program = state.at(PROGRAMS).get(`${PROGRAM_ROOTS[kind]}/${params.program}`)
    return program !== undefined && device !== null && concerns(program.assignment, device) ? 'readable' : 'hidden'
  }
}

/** The program that a request is about. */
export function requestedProgram(kind: ProgramKind, { state, params }: Exchange): Program {
  const href = `${PROGRAM_ROOTS[kind]}/${params.program}`
  const program = state.at(PROGRAMS).get(href)
  if (program === undefined) throw new Refusal(404, `${href} does not exist`)
  return program
}
