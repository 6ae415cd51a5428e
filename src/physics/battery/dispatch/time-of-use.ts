/** @module The policy that buys cheap and uses dear: charge off-peak, serve the on-peak hours. */

import { type DispatchDecision, GRID_CHARGE_TARGET, withinPower } from './dispatch-decision.ts'

/** The prices that decide whether shifting energy from the grid is worth it. */
export interface ArbitrageTerms {
  /** Price of a kWh imported on peak and off peak [currency/kWh]. */
  readonly onPeakPricePerKwh: number
  readonly offPeakPricePerKwh: number
  /** AC energy returned per AC energy charged, 0 to 1. */
  readonly roundTripEfficiency: number
  /** Cost of the ageing each kWh charged causes [currency/kWh]. */
  readonly wearPerKwh: number
}

/**
 * The Thai tariff at 12 to 24 kV (schedules 3.2.2 and 4.2.2, baht, before Ft and tax, which fall on both periods alike),
 * and a battery of 6000 baht per kWh that lasts 6000 cycles.
 *
 * @see Metropolitan Electricity Authority, electricity tariffs, medium and large general service, time of use
 */
const MEA_MEDIUM_VOLTAGE: ArbitrageTerms = {
  onPeakPricePerKwh: 4.1839,
  offPeakPricePerKwh: 2.6037,
  roundTripEfficiency: 0.9,
  wearPerKwh: 1,
}

/**
 * Gain from a kWh bought off peak and used on peak.
 *
 * gain = p_on·η − p_off − wear
 *
 * @returns [currency/kWh]; arbitrage pays when it is positive
 */
export function arbitrageGain(terms: ArbitrageTerms): number {
  return terms.onPeakPricePerKwh * terms.roundTripEfficiency - terms.offPeakPricePerKwh - terms.wearPerKwh
}

/**
 * Makes the policy for a tariff.
 *
 * Off peak: the surplus is charged first; below the target state of charge the grid fills the rest of the power, if
 * arbitrage pays under these terms. Deficits are left to the cheap grid.
 * On peak: surplus is charged, deficits are covered. Stand-alone storage (threshold 0 or less) delivers at full power to
 * the campus around it, where each kWh replaces one bought on peak.
 */
export function createTimeOfUse(terms: ArbitrageTerms): DispatchDecision {
  const pays = arbitrageGain(terms) > 0
  return (surplus, stateOfCharge, powerLimit, threshold, situation) => {
    if (situation.onPeak) {
      return pays && threshold <= 0 && surplus <= 0 ? -powerLimit : withinPower(surplus, powerLimit)
    }
    if (pays && stateOfCharge < GRID_CHARGE_TARGET) {
      return powerLimit
    }
    return surplus > 0 ? withinPower(surplus, powerLimit) : 0
  }
}

/** Time-of-use dispatch under the tariff a Thai campus of this size is on. */
export const timeOfUse: DispatchDecision = createTimeOfUse(MEA_MEDIUM_VOLTAGE)
