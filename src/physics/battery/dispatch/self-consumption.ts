/** @module The policy that keeps solar energy on site: store what is left over, use it when something is missing. */

import { type DispatchDecision, withinPower } from './dispatch-decision.ts'

/**
 * Charges the surplus and discharges to cover the deficit; never exchanges with the grid on the battery's account.
 *
 * @see Luthander, Widén, Nilsson, Palm, "Photovoltaic self-consumption in buildings: a review", Applied Energy 142 (2015)
 *   80-94, doi:10.1016/j.apenergy.2014.12.028
 */
export const selfConsumption: DispatchDecision = (surplus, _stateOfCharge, powerLimit) =>
  withinPower(surplus, powerLimit)
