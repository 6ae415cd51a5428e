/** @module Programs: who may command a distributed energy resource, and how important they are. */

import { primacy } from './integers.ts'
import { link, listLink, pollRate, subscribableIdentifiedObject, subscribableList } from './resource.ts'
import { extend, many, optional, required } from './table.ts'
import type { TypeOf } from './type-of.ts'

export const derProgram = extend(subscribableIdentifiedObject, 'DERProgram', {
  ActiveDERControlListLink: optional(listLink),
  DefaultDERControlLink: optional(link),
  DERControlListLink: optional(listLink),
  DERCurveListLink: optional(listLink),
  primacy: required(primacy),
})
export const derProgramList = extend(subscribableList, 'DERProgramList', { DERProgram: many(derProgram) }, pollRate)

export type DerProgram = TypeOf<typeof derProgram>
export type DerProgramList = TypeOf<typeof derProgramList>
