/** @module Reservations of power as events for a device: what it was granted, and when. */

import type { FlowReservationResponse } from '../model/flow-reservation.ts'
import type { ProgramEvent } from './program-event.ts'

/** The one target of reservations: a meter has one battery. */
export const FLOW_TARGET = 'flow'

/** Of two grants for one time the one given later holds: there are no programs between them. */
export function flowEvents(responses: readonly FlowReservationResponse[]): ProgramEvent<FlowReservationResponse>[] {
  return responses.map((event) => ({
    event,
    programMrid: '',
    primacy: 0,
    targets: [FLOW_TARGET],
    rejection: null,
    content: event,
  }))
}
