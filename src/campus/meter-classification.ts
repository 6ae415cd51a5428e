/** @module The meter type and user type that follow from the assets behind a meter. */

import type { MeterType, UserType } from './meter.ts'

/** Meter type by assets: a battery without PV makes a storage meter, whatever small load stands beside it. */
export function meterTypeOf(hasPv: boolean, hasBattery: boolean): MeterType {
  if (hasPv) return hasBattery ? 'Hybrid_Prosumer' : 'Solar_Prosumer'
  return hasBattery ? 'Battery_Storage' : 'Grid_Consumer'
}

/** Who trades behind each type of meter. */
export const USER_TYPE_OF: Readonly<Record<MeterType, UserType>> = {
  Solar_Prosumer: 'Prosumer',
  Grid_Consumer: 'Consumer',
  Hybrid_Prosumer: 'Prosumer',
  Battery_Storage: 'Storage_Provider',
}
