/** @module Programs as operators make, change and remove them. */

import * as z from 'zod'
import { locale } from '../../model/texts.ts'
import { defineOperation } from '../define-operation.ts'
import { OperationError } from '../operation.ts'
import { EVENTS } from '../scheduling/scheduled-event.ts'
import type { UtilityState } from '../utility-state.ts'
import { assignmentInput, assignmentOf, devicesOf } from './assignment.ts'
import { addProgram, PROGRAM_KINDS, PROGRAMS, type Program } from './program.ts'
import { removeContents } from './program-contents.ts'
import { descriptionInput, primacyInput } from './program-inputs.ts'

const MOST_PROGRAMS = 1000

const localeInput = z
  .string()
  .refine((text) => /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(text) && locale.write(text) !== undefined, {
    error: 'expected a language and region, such as th-TH',
  })
  .describe('Language of its messages, such as th-TH; for messaging only.')

const createInput = z.strictObject({
  kind: z.enum(PROGRAM_KINDS).describe('What it is for.'),
  description: descriptionInput.optional(),
  primacy: primacyInput,
  assignedTo: assignmentInput.optional(),
  locale: localeInput.optional(),
})

const hrefInput = z.string().describe('Address of the program, such as /derp/1.')

const changeInput = z.strictObject({
  program: hrefInput,
  description: descriptionInput.optional(),
  primacy: primacyInput.optional(),
  assignedTo: assignmentInput.optional(),
})

export const programOperations = [
  defineOperation({
    name: 'programs.create',
    summary: 'Makes a program for some devices: of DER controls, demand response, prices or messages.',
    input: createInput,
    apply(context, { kind, description = '', primacy, assignedTo = 'all', locale: language = '' }) {
      if (context.state.at(PROGRAMS).size >= MOST_PROGRAMS) {
        throw new OperationError('conflict', 'kind', `there are ${MOST_PROGRAMS} programs: delete one first`)
      }
      if ((kind === 'messaging') !== (language !== '')) {
        throw new OperationError(
          'value',
          'locale',
          `locale: expected ${kind === 'messaging' ? 'one' : 'none'} for ${kind}`,
        )
      }
      const assignment = assignmentOf(context.state, assignedTo)
      const program = addProgram(context, { kind, description, primacy, assignment, locale: language })
      return view(context.state, program)
    },
  }),
  defineOperation({
    name: 'programs.change',
    summary: 'Changes what a program is called, how important it is and whom it concerns.',
    input: changeInput,
    apply({ state }, { program: href, description, primacy, assignedTo }) {
      const program = anyProgramAt(state, href)
      const changed: Program = {
        ...program,
        version: (program.version + 1) % 2 ** 16,
        description: description ?? program.description,
        primacy: primacy ?? program.primacy,
        assignment: assignedTo === undefined ? program.assignment : assignmentOf(state, assignedTo, program.assignment),
      }
      state.at(PROGRAMS).set(href, changed)
      return view(state, changed)
    },
  }),
  defineOperation({
    name: 'programs.delete',
    summary: 'Removes a program and everything in it; its controls end at once, as if cancelled.',
    input: z.strictObject({ program: hrefInput }),
    apply({ state }, { program: href }) {
      removeContents(state, anyProgramAt(state, href))
      state.at(PROGRAMS).delete(href)
      return { program: href }
    },
  }),
  defineOperation({
    name: 'programs.list',
    reads: true,
    summary: 'Lists the programs, with how many devices each concerns.',
    input: z.strictObject({}),
    apply: ({ state }) => [...state.at(PROGRAMS).values()].map((program) => view(state, program)),
  }),
]

function anyProgramAt(state: UtilityState, href: string): Program {
  const program = state.at(PROGRAMS).get(href)
  if (program !== undefined) return program
  const known = [...state.at(PROGRAMS).entries()].slice(0, 20).map(([key]) => key)
  const expected = known.length === 0 ? 'a program to be created first' : `one of ${known.join(', ')}`
  throw new OperationError('missing', 'program', `program = ${href.slice(0, 100)}: expected ${expected}`)
}

function view(state: UtilityState, { assignment, href, ...fields }: Program) {
  const { all, meterIds, lfdis } = assignment
  return {
    program: href,
    ...fields,
    assignedTo: all ? 'all' : { meterIds, lfdis },
    devices: devicesOf(state, assignment).length,
    events: state.at(EVENTS).group(href).size,
  }
}
