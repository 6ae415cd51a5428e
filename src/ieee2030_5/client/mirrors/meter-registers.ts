/** @module The registers of a meter: energies counted up since the run began. */

import { MILLI_WH_PER_WH } from '../../../units/energy.ts'
import type { MeterSample } from './meter-sample.ts'

/** Whole milliwatt-hours. */
export interface MeterRegisters {
  readonly imported: number
  readonly exported: number
  readonly generated: number
  /** Counted here, since readings have no register of them. */
  readonly charged: number
  readonly discharged: number
}

/** The registers before the first sample that is known of a meter. */
export function registersBefore({ registers, imported, exported, generated }: MeterSample): MeterRegisters {
  return {
    imported: Math.max(0, registers.imported - imported),
    exported: Math.max(0, registers.exported - exported),
    generated: Math.max(0, registers.generated - generated),
    charged: 0,
    discharged: 0,
  }
}

/** The registers after a sample: what the reading says, and the battery's counted on. */
export function registersAfter(before: MeterRegisters, sample: MeterSample): MeterRegisters {
  return {
    ...sample.registers,
    charged: before.charged + sample.charged,
    discharged: before.discharged + sample.discharged,
  }
}

/** What a register shows [Wh]: the whole watt-hours that are full, as the figures of a meter do. */
export function shownWh(milliWh: number): number {
  return Math.floor(milliWh / MILLI_WH_PER_WH)
}
