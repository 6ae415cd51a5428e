/**
 * @module Avoided emissions: what the grid would have emitted for the energy a renewable generator gave instead.
 *
 * avoided = energy · emission factor. The same rule holds for a meter's generation, for the certified part of a trade
 * and for a certificate; only the energy and the time the factor is taken for differ.
 *
 * @see Greenhouse Gas Protocol, Scope 2 Guidance (World Resources Institute, 2015), chapter 6: location-based factors
 */

import { MILLI_WH_PER_KWH } from '../units/energy.ts'

/** Micrograms: a factor of up to six decimals times a whole watt-hour has no finer part. */
const DECIMALS = 1e9

/**
 * Emissions avoided by an amount of energy, to the microgram.
 *
 * @param energyMilliWh - renewable energy [mWh], 0 or more
 * @param kgPerKwh - emission factor [kg CO2e/kWh]
 * @returns [kg CO2e]
 */
export function avoidedKg(energyMilliWh: number, kgPerKwh: number): number {
  return Math.round((energyMilliWh / MILLI_WH_PER_KWH) * kgPerKwh * DECIMALS) / DECIMALS
}

/**
 * Adds what each meter's generation of an interval avoided to its running sum.
 *
 * @param generatedMilliWh - generation of each meter in the interval [mWh]
 * @param kgPerKwh - emission factor of the interval [kg CO2e/kWh]
 * @param sumKg - receives the sums, by meter [kg CO2e]
 */
export function addAvoidedKg(generatedMilliWh: Float64Array, kgPerKwh: number, sumKg: Float64Array): void {
  for (let i = 0; i < sumKg.length; i++) {
    sumKg[i] += (generatedMilliWh[i] / MILLI_WH_PER_KWH) * kgPerKwh
  }
}
