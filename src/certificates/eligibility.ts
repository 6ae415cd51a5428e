/**
 * @module What may be certified: a meter's own renewable generation, and nothing else.
 *
 * The generation register of a meter with PV counts what its inverter delivered. Energy out of a battery or off the grid
 * was certified where it was generated, if anywhere: it passes other registers and is never eligible.
 *
 * @see EnergyTag, Granular Certificate Scheme Standard, version 2: eligibility of production devices and of storage
 */

import type { Fleet, Meter } from '../campus/meter.ts'

const W_PER_KW = 1000

/** The production devices of a fleet. */
export interface EligibleMeters {
  /** AC capacity by meter index [W]; 0 for a meter whose energy is never certified. */
  readonly capacityW: Float64Array
  /** AC capacity of the eligible meters by their id [W]: the registry of devices. */
  readonly devices: ReadonlyMap<string, number>
}

/** AC capacity a meter's certificates are checked against [W]; 0 without PV. */
function certifiableCapacityW({ pv }: Meter): number {
  return pv === null ? 0 : pv.inverterKw * W_PER_KW
}

/** Looks over a fleet once for its production devices. */
export function eligibleMeters(fleet: Fleet): EligibleMeters {
  const capacityW = new Float64Array(fleet.size)
  const devices = new Map<string, number>()
  for (let i = 0; i < fleet.size; i++) {
    const meter = fleet.meter(i)
    capacityW[i] = certifiableCapacityW(meter)
    if (capacityW[i] > 0) {
      devices.set(meter.meterId, capacityW[i])
    }
  }
  return { capacityW, devices }
}
