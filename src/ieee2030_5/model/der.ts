/** @module A device's distributed energy resources: what they are connected to, and what they could do now. */

import { percent, time, uint32 } from './integers.ts'
import { activePower, reactivePower } from './quantities.ts'
import { link, list, listLink, pollRate, subscribableResource } from './resource.ts'
import { extend, many, optional, required } from './table.ts'
import type { TypeOf } from './type-of.ts'

export const der = extend(subscribableResource, 'DER', {
  AssociatedDERProgramListLink: optional(listLink),
  AssociatedUsagePointLink: optional(link),
  CurrentDERProgramLink: optional(link),
  DERAvailabilityLink: optional(link),
  DERCapabilityLink: optional(link),
  DERSettingsLink: optional(link),
  DERStatusLink: optional(link),
})
export const derList = extend(list, 'DERList', { DER: many(der) }, pollRate)

/** Durations [s] at the reserves, which are shares of setMaxW and setMaxChargeRateW. */
export const derAvailability = extend(subscribableResource, 'DERAvailability', {
  availabilityDuration: optional(uint32),
  maxChargeDuration: optional(uint32),
  readingTime: required(time),
  reserveChargePercent: optional(percent),
  reservePercent: optional(percent),
  statVarAvail: optional(reactivePower),
  statWAvail: optional(activePower),
})

export type Der = TypeOf<typeof der>
export type DerList = TypeOf<typeof derList>
export type DerAvailability = TypeOf<typeof derAvailability>
