/** @module The policy that holds a site's import below a threshold, because demand is billed by its highest quarter-hour. */

import { type DispatchDecision, GRID_CHARGE_TARGET, withinPower } from './dispatch-decision.ts'

/** State of charge kept for peaks: what lies above serves self-consumption on peak. */
const PEAK_RESERVE = 0.4

/**
 * Discharges what the site would import above the threshold, at any hour.
 *
 * Surplus is always charged. On peak, energy above the reserve also covers the deficit below the threshold. Off peak the
 * grid refills the battery to its target, never beyond the threshold, so that refilling makes no peak of its own; since
 * one happens on peak only and the other off peak only, the battery never shuttles energy between them.
 *
 * @see Metropolitan Electricity Authority, electricity tariffs: demand charge on the highest 15-minute demand
 */
export const peakShaving: DispatchDecision = (surplus, stateOfCharge, powerLimit, threshold, situation) => {
  const ceiling = threshold > 0 ? threshold : 0
  if (situation.onPeak) {
    if (surplus >= 0 || stateOfCharge > PEAK_RESERVE) {
      return withinPower(surplus, powerLimit)
    }
    return withinPower(Math.min(0, surplus + ceiling), powerLimit)
  }
  const headroom = surplus + ceiling
  if (headroom < 0 || stateOfCharge < GRID_CHARGE_TARGET) {
    return withinPower(headroom, powerLimit)
  }
  return surplus > 0 ? withinPower(surplus, powerLimit) : 0
}
