/** @module What the network asks for carrying a trade, by how far apart buyer and seller are. */

import { MILLI_WH_PER_KWH } from '../units/energy.ts'

/** Fees for every traded kilowatt-hour [micro-units/kWh], whole numbers, 0 or more. */
export interface NetworkFees {
  readonly sameBuilding: number
  readonly sameZone: number
  readonly acrossZones: number
}

/** Where each meter of the fleet is: indices from 0. */
export interface MeterPlaces {
  readonly building: Int32Array
  readonly zone: Int32Array
}

/**
 * The fee for an amount of energy.
 *
 * fee = fee per kWh · energy, rounded down to whole micro-units: added to a price that was lowered by the fee, the sum
 * then never costs more than the price it was lowered from, although both are rounded.
 *
 * @param feeMicro - fee [micro-units/kWh], a whole number, 0 or more
 * @param energyMilliWh - energy [mWh], a whole number, 0 or more
 * @returns [micro-units], a whole number
 */
export function feeAmountMicro(feeMicro: number, energyMilliWh: number): number {
  const kwh = Math.floor(energyMilliWh / MILLI_WH_PER_KWH)
  const rest = energyMilliWh - kwh * MILLI_WH_PER_KWH
  return feeMicro * kwh + Math.floor((feeMicro * rest) / MILLI_WH_PER_KWH)
}
