/** @module Money in whole micro-units of the currency, so that every account adds up to the last one. */

import { MILLI_WH_PER_KWH } from '../units/energy.ts'

/** Micro-units in one unit of the currency. */
export const MICRO_PER_UNIT = 1_000_000

/** A price of the settings as a whole number of micro-units. */
export function toMicro(price: number): number {
  return Math.round(price * MICRO_PER_UNIT)
}

/**
 * What an amount of energy costs.
 *
 * amount = price · energy, rounded half up to whole micro-units. Energy is split into whole kilowatt-hours and a rest,
 * so that both products are exact for any price up to 10⁹ micro-units and any energy up to 10⁶ kWh.
 *
 * @param priceMicro - price [micro-units/kWh], a whole number, 0 or more
 * @param energyMilliWh - energy [mWh], a whole number, 0 or more
 * @returns [micro-units], a whole number
 */
export function amountMicro(priceMicro: number, energyMilliWh: number): number {
  const kwh = Math.floor(energyMilliWh / MILLI_WH_PER_KWH)
  const rest = energyMilliWh - kwh * MILLI_WH_PER_KWH
  return priceMicro * kwh + Math.floor((priceMicro * rest) / MILLI_WH_PER_KWH + 0.5)
}
