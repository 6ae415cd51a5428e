/** @module What batteries have done since the start of the run, as their own electronics count it. */

import { MILLI_WH_PER_KWH } from '../units/energy.ts'
import type { FleetState } from './fleet-state.ts'

/** Columns over the batteries of a fleet, in its order [kWh]. */
export interface BatteryRegisters {
  /** What is left of the capacity. */
  readonly capacityKwh: Float64Array
  readonly chargedKwh: Float64Array
  readonly dischargedKwh: Float64Array
}

/** Copies: they may be sent away. */
export function batteryRegisters(state: FleetState): BatteryRegisters {
  const kwh = (column: Float64Array): Float64Array => Float64Array.from(column, (energy) => energy / MILLI_WH_PER_KWH)
  return {
    capacityKwh: kwh(state.batteryCapacity),
    chargedKwh: kwh(state.chargedTotal),
    dischargedKwh: kwh(state.dischargedTotal),
  }
}
