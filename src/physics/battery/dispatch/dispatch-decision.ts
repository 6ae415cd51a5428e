/** @module What a dispatch policy is asked and answers. */

import type { PriceOutlook } from './price-outlook.ts'

/** What a policy sees besides the meter: one object, refilled rather than made anew. */
export interface DispatchSituation {
  /** Whether the interval falls in the tariff's on-peak period. */
  onPeak: boolean
  /** AC energy the battery asked about returns per AC energy charged, 0 to 1. */
  roundTripEfficiency: number
  readonly prices: PriceOutlook
}

/**
 * How much energy a battery's policy wants to move over its AC terminals in one interval.
 *
 * A pure function called per battery and tick: it allocates nothing. The caller clips the answer to what the battery can
 * take or give (`chargeLimit`, `dischargeLimit`).
 *
 * @param surplusMilliWh - generated − consumed [mWh], negative for a deficit
 * @param stateOfCharge - stored energy as a share of the capacity, 0 to 1
 * @param powerLimitMilliWh - AC power limit over the interval [mWh]
 * @param thresholdMilliWh - import the site should not exceed in an interval [mWh]; 0 or less marks stand-alone storage,
 *   which serves the grid it is on instead of a load of its own
 * @param situation - the tick's conditions, and the battery's efficiency
 * @returns wanted energy [mWh], positive to charge, negative to discharge, at most the power limit either way
 */
export type DispatchDecision = (
  surplusMilliWh: number,
  stateOfCharge: number,
  powerLimitMilliWh: number,
  thresholdMilliWh: number,
  situation: DispatchSituation,
) => number

/**
 * State of charge up to which policies charge from the grid: the room above is kept for the sun.
 * It is tested at the start of an interval, so that charging may pass it by one interval's energy.
 */
export const GRID_CHARGE_TARGET = 0.8

/** Limits a wanted energy to the power limit in both directions. */
export function withinPower(wantedMilliWh: number, powerLimitMilliWh: number): number {
  return wantedMilliWh > powerLimitMilliWh
    ? powerLimitMilliWh
    : wantedMilliWh < -powerLimitMilliWh
      ? -powerLimitMilliWh
      : wantedMilliWh
}
