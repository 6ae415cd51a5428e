/** @module Where a client begins: links to everything the server offers it; and the same kind of links per assignment. */

import { identity, link, listLink, pollRate, resource, subscribable, subscribableList } from './resource.ts'
import { extend, many, optional } from './table.ts'
import type { TypeOf } from './type-of.ts'

const functionSetAssignmentsBase = extend(resource, 'FunctionSetAssignmentsBase', {
  CustomerAccountListLink: optional(listLink),
  DemandResponseProgramListLink: optional(listLink),
  DERProgramListLink: optional(listLink),
  FileListLink: optional(listLink),
  MessagingProgramListLink: optional(listLink),
  PrepaymentListLink: optional(listLink),
  ResponseSetListLink: optional(listLink),
  TariffProfileListLink: optional(listLink),
  TimeLink: optional(link),
  UsagePointListLink: optional(listLink),
})

export const deviceCapability = extend(
  functionSetAssignmentsBase,
  'DeviceCapability',
  {
    EndDeviceListLink: optional(listLink),
    MirrorUsagePointListLink: optional(listLink),
    SelfDeviceLink: optional(link),
  },
  pollRate,
)

/** Which programs, tariffs and meters concern a device. */
export const functionSetAssignments = extend(
  functionSetAssignmentsBase,
  'FunctionSetAssignments',
  identity,
  subscribable,
)
export const functionSetAssignmentsList = extend(
  subscribableList,
  'FunctionSetAssignmentsList',
  { FunctionSetAssignments: many(functionSetAssignments) },
  pollRate,
)

export type DeviceCapability = TypeOf<typeof deviceCapability>
export type FunctionSetAssignments = TypeOf<typeof functionSetAssignments>
export type FunctionSetAssignmentsList = TypeOf<typeof functionSetAssignmentsList>
