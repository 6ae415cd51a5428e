/** @module Everything a fleet remembers from tick to tick: what a checkpoint holds. */

import { sharedFloats } from './shared-array.ts'

/** State per meter and per battery, in shared memory; energies are whole milliwatt-hours unless said otherwise. */
export interface FleetState {
  /** Unit-variance load noise with a memory of minutes and of a day. */
  readonly fastNoise: Float64Array
  readonly slowNoise: Float64Array
  readonly importRegister: Float64Array
  readonly exportRegister: Float64Array
  readonly generationRegister: Float64Array
  /** Largest consumption in one interval so far. */
  readonly peakConsumed: Float64Array
  /** Import and export in the present market slot so far. */
  readonly slotImported: Float64Array
  readonly slotExported: Float64Array
  /** Energy in each battery; not whole, losses leave fractions. */
  readonly stored: Float64Array
  /** Present capacity of each battery after fading. */
  readonly batteryCapacity: Float64Array
  /** Totals through each battery's terminals. */
  readonly chargedTotal: Float64Array
  readonly dischargedTotal: Float64Array
}

/** Names of the state columns in the order a checkpoint holds them. */
export const METER_STATE = [
  'fastNoise',
  'slowNoise',
  'importRegister',
  'exportRegister',
  'generationRegister',
  'peakConsumed',
  'slotImported',
  'slotExported',
] as const
export const BATTERY_STATE = ['stored', 'batteryCapacity', 'chargedTotal', 'dischargedTotal'] as const

/** Allocates a zeroed state for a fleet. */
export function createFleetState(meters: number, batteries: number): FleetState {
  return {
    fastNoise: sharedFloats(meters),
    slowNoise: sharedFloats(meters),
    importRegister: sharedFloats(meters),
    exportRegister: sharedFloats(meters),
    generationRegister: sharedFloats(meters),
    peakConsumed: sharedFloats(meters),
    slotImported: sharedFloats(meters),
    slotExported: sharedFloats(meters),
    stored: sharedFloats(batteries),
    batteryCapacity: sharedFloats(batteries),
    chargedTotal: sharedFloats(batteries),
    dischargedTotal: sharedFloats(batteries),
  }
}

/** The part of a state that belongs to meters [from, to) and batteries [batteryFrom, batteryTo): views, not copies. */
export function sliceFleetState(
  state: FleetState,
  meters: readonly [from: number, to: number],
  batteries: readonly [from: number, to: number],
): FleetState {
  return {
    fastNoise: state.fastNoise.subarray(...meters),
    slowNoise: state.slowNoise.subarray(...meters),
    importRegister: state.importRegister.subarray(...meters),
    exportRegister: state.exportRegister.subarray(...meters),
    generationRegister: state.generationRegister.subarray(...meters),
    peakConsumed: state.peakConsumed.subarray(...meters),
    slotImported: state.slotImported.subarray(...meters),
    slotExported: state.slotExported.subarray(...meters),
    stored: state.stored.subarray(...batteries),
    batteryCapacity: state.batteryCapacity.subarray(...batteries),
    chargedTotal: state.chargedTotal.subarray(...batteries),
    dischargedTotal: state.dischargedTotal.subarray(...batteries),
  }
}
