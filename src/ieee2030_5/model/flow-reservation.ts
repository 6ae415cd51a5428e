/** @module Reservations of power to charge or discharge a battery or a vehicle; charging is positive here. */

import { event } from './event.ts'
import { mRID } from './hex-binary.ts'
import { code, time, uint16 } from './integers.ts'
import { dateTimeInterval } from './intervals.ts'
import { activePower, signedRealEnergy } from './quantities.ts'
import { identifiedObject, list, pollRate, subscribableList } from './resource.ts'
import { extend, many, objectType, optional, required } from './table.ts'
import type { TypeOf } from './type-of.ts'

export const REQUEST_STATUS = { requested: 0, cancelled: 1 } as const

const requestStatus = objectType('RequestStatus', { dateTime: required(time), requestStatus: required(code('UInt8')) })

export const flowReservationRequest = extend(identifiedObject, 'FlowReservationRequest', {
  creationTime: required(time),
  /** Least time it takes [s]. */
  durationRequested: optional(uint16),
  energyRequested: required(signedRealEnergy),
  intervalRequested: required(dateTimeInterval),
  powerRequested: required(activePower),
  RequestStatus: required(requestStatus),
})
export const flowReservationRequestList = extend(
  list,
  'FlowReservationRequestList',
  { FlowReservationRequest: many(flowReservationRequest) },
  pollRate,
)

export const flowReservationResponse = extend(event, 'FlowReservationResponse', {
  energyAvailable: required(signedRealEnergy),
  powerAvailable: required(activePower),
  /** The request. */
  subject: required(mRID),
})
export const flowReservationResponseList = extend(
  subscribableList,
  'FlowReservationResponseList',
  { FlowReservationResponse: many(flowReservationResponse) },
  pollRate,
)

export type FlowReservationRequest = TypeOf<typeof flowReservationRequest>
export type FlowReservationRequestList = TypeOf<typeof flowReservationRequestList>
export type FlowReservationResponse = TypeOf<typeof flowReservationResponse>
export type FlowReservationResponseList = TypeOf<typeof flowReservationResponseList>
