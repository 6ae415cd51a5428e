/** @module The registers of a meter: energies counted up since the run began. */

import { MILLI_WH_PER_WH } from '../../../units/energy.ts'

/** Whole milliwatt-hours. */
export interface MeterRegisters {
  readonly imported: number
  readonly exported: number
  readonly generated: number
  /** Counted here, since readings have no register of them. */
  readonly charged: number
  readonly discharged: number
}

/** What a register shows [Wh]: the whole watt-hours that are full, as the figures of a meter do. */
export function shownWh(milliWh: number): number {
  return Math.floor(milliWh / MILLI_WH_PER_WH)
}
