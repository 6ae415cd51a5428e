/** @module Whether an event is one that a device has been shown. */

import type { Device } from '../device.ts'
import { ofDeviceNumber } from '../flow-reservation/flow-reservation-records.ts'
import { concerns } from '../programs/assignment.ts'
import { PROGRAMS } from '../programs/program.ts'
import { EVENTS, type ScheduledEvent } from '../scheduling/scheduled-event.ts'
import type { UtilityState } from '../utility-state.ts'

/** The event with an mRID, if it concerns a device: one for others is as unknown as one that never was. */
export function eventFor(state: UtilityState, device: Device, mrid: string): ScheduledEvent | undefined {
  const event = state.at(EVENTS).get(mrid)
  if (event === undefined) return undefined
  if (event.kind === 'flow_reservation') return event.container === ofDeviceNumber(device.number) ? event : undefined
  const program = programOf(state, event.container)
  return program !== undefined && concerns(program.assignment, device) ? event : undefined
}

/** A container is a program, or stands in one: `/tp/1/rc/1`. */
function programOf(state: UtilityState, container: string) {
  return state.at(PROGRAMS).get(container.split('/').slice(0, 3).join('/'))
}
