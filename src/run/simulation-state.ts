/** @module The state of a simulation as named columns: what a checkpoint holds. */

import { BATTERY_STATE, type FleetState, METER_STATE } from '../simulation/fleet-state.ts'

/** Names of the columns that are not per meter. */
export const SITE_STATE = 'site'
export const STATISTICS_STATE = 'statistics'
export const TALLIES_STATE = 'tallies'
export const OWED_STATE = 'certificatesOwed'

/** The columns of a fleet's state by name; views, not copies. */
export function stateColumns(state: FleetState): Map<string, Float64Array> {
  return new Map([...METER_STATE, ...BATTERY_STATE].map((name) => [name, state[name]]))
}

/**
 * Copies saved bytes into a column.
 *
 * @returns false when the column is missing or of another length
 */
export function restoreColumn(
  saved: ReadonlyMap<string, Uint8Array>,
  name: string,
  into: Float64Array | BigInt64Array,
): boolean {
  const bytes = saved.get(name)
  if (bytes === undefined || bytes.byteLength !== into.byteLength) {
    return false
  }
  new Uint8Array(into.buffer, into.byteOffset, into.byteLength).set(bytes)
  return true
}
