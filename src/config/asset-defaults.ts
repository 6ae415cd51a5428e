/** @module What a PV array or a battery is when its owner states only its size. */

import type { DispatchStrategyName } from './campus-vocabulary.ts'

/**
 * DC nameplate over AC inverter rating.
 *
 * @see Dobos, A. (2014), PVWatts Version 5 Manual, NREL/TP-6A20-62641, table 1: default DC-to-AC size ratio 1.1
 */
export const DC_TO_AC_RATIO = 1.1

/**
 * Energy out per energy in over a full cycle, AC to AC.
 *
 * @see Cole, Karmakar (2023), Cost Projections for Utility-Scale Battery Storage: 2023 Update, NREL/TP-6A40-85332:
 *   85 % for the plant; a lithium iron phosphate bank behind one inverter reaches about 90 %
 */
const ROUND_TRIP_EFFICIENCY = 0.9

/** The same loss on the way in and on the way out. */
export const ONE_WAY_EFFICIENCY = Math.sqrt(ROUND_TRIP_EFFICIENCY)

/** State-of-charge window that spares the cells, and the charge at the start, as fractions of the capacity. */
export const SOC_MIN = 0.1
export const SOC_MAX = 0.95
export const SOC_INITIAL = 0.5

/** Dispatch unless chosen: a battery without PV beside it sees no surplus, so it lives on differences of prices. */
export function defaultDispatch(hasPv: boolean): DispatchStrategyName {
  return hasPv ? 'self-consumption' : 'price-arbitrage'
}
