/** @module A reservation of power in the words of the simulation. */

import type { DerControl } from '../../simulation/commands/command.ts'
import { UNCONTROLLED_DER } from '../../simulation/commands/command.ts'
import type { FlowReservationResponse } from '../model/flow-reservation.ts'
import { type DerDevice, ratedChargeW, ratedDischargeW } from './der-device.ts'
import { scaled, shareOf } from './mapped.ts'

const SECONDS_PER_HOUR = 3600

/**
 * Power of the battery as a share of its rating, negative charging as the simulation has it; null where nothing is granted.
 *
 * The power that is available, and no more than spreads the energy that is available over the interval.
 */
export function reservedShare(
  { powerAvailable, energyAvailable, interval }: FlowReservationResponse,
  device: DerDevice,
): number | null {
  const powerW = scaled(powerAvailable.value, powerAvailable.multiplier)
  const energyWh = scaled(energyAvailable.value, energyAvailable.multiplier)
  const hours = interval.duration / SECONDS_PER_HOUR
  const most = Math.min(Math.abs(powerW), hours === 0 ? 0 : Math.abs(energyWh) / hours)
  if (most === 0) return null
  const isCharging = powerW > 0
  const share = Math.min(1, shareOf(most, isCharging ? ratedChargeW(device) : ratedDischargeW(device)))
  return isCharging ? -share : share
}

/** A control with a reservation beside it. What the server tells of active power comes before what the device asked for. */
export function withReservation(control: DerControl | null, reserved: number | null): DerControl | null {
  if (reserved === null) return control
  if (control !== null && (control.fixedPower !== null || control.targetPowerKw !== null)) return control
  return { ...(control ?? UNCONTROLLED_DER), fixedPower: reserved }
}
