/** @module How much of a requested flow is granted: what the limit of all leaves at that time. */

import type { FlowReservationRequest } from '../../model/flow-reservation.ts'
import { quantityOf, scaled } from '../der-programs/scaled-value.ts'
import { latestEnd } from '../scheduling/event-times.ts'
import { EVENTS, type ScheduledEvent } from '../scheduling/scheduled-event.ts'
import type { UtilityState } from '../utility-state.ts'
import { FLOW_LIMITS } from './flow-reservation-records.ts'

const SECONDS_PER_HOUR = 3600

export interface Grant {
  readonly start: number
  readonly duration: number
  readonly own: Extract<ScheduledEvent, { kind: 'flow_reservation' }>['own']
}

/**
 * Grants a request at its start, in full as far as the limit leaves power beside what is granted for that time already.
 *
 * The time is as long as the energy takes at the granted power, at least as long as requested, and ends with the interval
 * at the latest. Charging and discharging count alike.
 */
export function grantOf(state: UtilityState, request: FlowReservationRequest): Grant {
  const { start, duration: window } = request.intervalRequested
  const wanted = quantityOf(request.powerRequested)
  const energy = quantityOf(request.energyRequested)
  const { powerW: limit } = state.at(FLOW_LIMITS).get('current') ?? { powerW: null }
  const left = limit === null ? Number.POSITIVE_INFINITY : Math.max(0, limit - grantedAt(state, start, start + window))
  const power = Math.sign(wanted) * Math.min(Math.abs(wanted), left)
  const hours = power === 0 ? 0 : Math.abs(energy / power)
  const needed = Math.max(request.durationRequested ?? 0, Math.ceil(hours * SECONDS_PER_HOUR))
  const duration = power === 0 ? window : Math.min(window, Math.max(1, needed))
  const possible = (Math.abs(power) * duration) / SECONDS_PER_HOUR
  const energyWh = Math.sign(energy) * Math.min(Math.abs(energy), possible)
  // In the unit of the request, so that it fits where that did.
  const { multiplier } = request.energyRequested
  return {
    start,
    duration,
    own: {
      energyAvailable: { multiplier, value: Math.round(energyWh / 10 ** multiplier) + 0 },
      powerAvailable: scaled(Math.trunc(power)),
      subject: request.mRID,
    },
  }
}

/** Power of all reservations that overlap a time [W]. */
function grantedAt(state: UtilityState, from: number, to: number): number {
  let sum = 0
  for (const event of state.at(EVENTS).values()) {
    if (event.kind !== 'flow_reservation' || event.cancellation !== null) continue
    if (event.start < to && from < latestEnd(event)) sum += Math.abs(quantityOf(event.own.powerAvailable))
  }
  return sum
}
