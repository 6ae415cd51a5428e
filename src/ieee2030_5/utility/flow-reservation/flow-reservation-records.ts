/** @module Requests of batteries and vehicles for power, as the server keeps them. */

import type { FlowReservationRequest } from '../../model/flow-reservation.ts'
import type { CollectionKey } from '../utility-state.ts'

export interface RequestRecord {
  /** Number of the device. */
  readonly device: string
  readonly href: string
  readonly request: FlowReservationRequest
  /** mRID of the event that answers it. */
  readonly answer: string
}

/** By address. */
export const FLOW_REQUESTS: CollectionKey<RequestRecord> = { name: 'flowRequests', groupOf: ({ device }) => device }

/** Most power that is granted at one time [W]; null for no limit. One entry, `current`. */
export const FLOW_LIMITS: CollectionKey<{ readonly powerW: number | null }> = { name: 'flowLimits' }

/** Address of a device, in which its reservations stand. */
export function ofDeviceNumber(number: number | string): string {
  return `/edev/${number}`
}
