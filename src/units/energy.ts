/**
 * @module The quantum of energy: meters count whole milliwatt-hours.
 *
 * Every energy of a reading is an integer number of milliwatt-hours held in a double, so that balances and registers
 * are exact and sums do not depend on their order (integers up to 2^53 mWh, that is 9·10⁹ kWh).
 */

export const MILLI_WH_PER_KWH = 1_000_000
export const MILLI_WH_PER_WH = 1000

/** Milliwatt-hours in one interval at a power of 1 kW. */
export function milliWhPerKw(intervalSeconds: number): number {
  return (MILLI_WH_PER_KWH * intervalSeconds) / 3600
}
