/** @module What became of an event at a device. */

import { applianceLoadReduction, appliedTargetReduction, dutyCycle, offset, setPoint } from './demand-response.ts'
import { hexBinary160, mRID } from './hex-binary.ts'
import { code, time, uint16 } from './integers.ts'
import { identifiedObject, list, listLink, pollRate, resource } from './resource.ts'
import { extend, many, optional, required, substitution } from './table.ts'
import type { TypeOf } from './type-of.ts'

/** IEEE Std 2030.5-2018, table 27. */
export const RESPONSE_STATUS = {
  received: 1,
  started: 2,
  completed: 3,
  optedOut: 4,
  optedIn: 5,
  cancelled: 6,
  superseded: 7,
  partlyCompletedOptedOut: 8,
  partlyCompletedOptedIn: 9,
  completedWithoutParticipation: 10,
  acknowledged: 11,
  notDisplayable: 12,
  abortedForOtherServer: 13,
  abortedForOtherProgram: 14,
  rejectedNotApplicable: 252,
  rejectedInvalid: 253,
  rejectedLate: 254,
} as const

export const response = extend(resource, 'Response', {
  createdDateTime: optional(time),
  endDeviceLFDI: required(hexBinary160),
  status: optional(code('UInt8')),
  /** The event. */
  subject: required(mRID),
})
export const derControlResponse = extend(response, 'DERControlResponse', {})
export const priceResponse = extend(response, 'PriceResponse', {})
export const textResponse = extend(response, 'TextResponse', {})
export const flowReservationResponseResponse = extend(response, 'FlowReservationResponseResponse', {})
export const drResponse = extend(response, 'DrResponse', {
  ApplianceLoadReduction: optional(applianceLoadReduction),
  AppliedTargetReduction: optional(appliedTargetReduction),
  DutyCycle: optional(dutyCycle),
  Offset: optional(offset),
  /** For how long it was overridden [s]. */
  overrideDuration: optional(uint16),
  SetPoint: optional(setPoint),
})

/** The response of every kind of event, the general one first. */
export const responseTypes = [
  response,
  derControlResponse,
  drResponse,
  priceResponse,
  textResponse,
  flowReservationResponseResponse,
] as const

export const responseList = extend(list, 'ResponseList', { Response: many(substitution(responseTypes)) })

export const responseSet = extend(identifiedObject, 'ResponseSet', { ResponseListLink: optional(listLink) })
export const responseSetList = extend(list, 'ResponseSetList', { ResponseSet: many(responseSet) }, pollRate)

export type Response = TypeOf<typeof response>
export type DrResponse = TypeOf<typeof drResponse>
export type ResponseList = TypeOf<typeof responseList>
export type ResponseSet = TypeOf<typeof responseSet>
export type ResponseSetList = TypeOf<typeof responseSetList>
