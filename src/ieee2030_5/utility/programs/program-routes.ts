/** @module The resources of programs: the list that a device has, and its programs one by one. */

import type { Exchange, Route } from '../function-set.ts'
import { type SubscribableListFields, subscribableListFields } from '../list-fields.ts'
import { pageOf } from '../list-query.ts'
import { pollRateOf } from '../rates.ts'
import type { Reply } from '../reply.ts'
import { byMrid, PROGRAM_ROOTS, type Program, type ProgramKind, programsFor } from './program.ts'
import { ofProgram, requestedProgram } from './program-audience.ts'

/** Attributes and elements of every program's document. */
export interface ProgramFields {
  readonly href: string
  readonly mRID: string
  readonly description?: string
  readonly version: number
  readonly primacy: number
}

export interface ProgramListFields extends SubscribableListFields {
  readonly pollRate: number
}

/** The programs of a kind as resources. */
export interface ProgramResources<Document> {
  readonly kind: ProgramKind
  describe(program: Program, fields: ProgramFields, exchange: Exchange): Document
  one(document: Document): Reply
  page(fields: ProgramListFields, documents: readonly Document[]): Reply
}

export function programRoutes<Document>(resources: ProgramResources<Document>): Route[] {
  const { kind } = resources
  const root = PROGRAM_ROOTS[kind]
  return [
    {
      path: root,
      audience: 'registered',
      get: (exchange) => {
        const programs = listed(kind, exchange)
        const part = pageOf(programs, exchange.query)
        const documents = part.entries.map((program) => resources.describe(program, fieldsOf(program), exchange))
        return resources.page({ ...subscribableListFields(exchange, part), pollRate: pollRateOf(exchange) }, documents)
      },
    },
    {
      path: `${root}/{program}`,
      audience: ofProgram(kind),
      get: (exchange) => {
        const program = requestedProgram(kind, exchange)
        return resources.one(resources.describe(program, fieldsOf(program), exchange))
      },
    },
  ]
}

function listed(kind: ProgramKind, { state, caller: { device } }: Exchange): Program[] {
  if (device === null) return []
  const programs = programsFor(state, kind, device)
  return kind === 'pricing' || kind === 'messaging' ? programs.sort(byMrid) : programs
}

function fieldsOf({ href, mrid, description, version, primacy }: Program): ProgramFields {
  return {
    href,
    mRID: mrid,
    ...(description === '' ? {} : { description }),
    version,
    primacy,
  }
}
