/** @module Which program commands a device now. */

import type { Program } from '../programs/program.ts'
import { activeIn } from '../scheduling/container-events.ts'
import { EVENTS } from '../scheduling/scheduled-event.ts'
import type { UtilityState } from '../utility-state.ts'

/**
 * The most important program with a control that holds now.
 *
 * @param programs - of the device, the most important first
 */
export function currentProgram(state: UtilityState, programs: readonly Program[], now: number): Program | undefined {
  if (state.at(EVENTS).size === 0) return undefined
  return programs.find(({ href }) => activeIn(state, href, 'der_control', now).length > 0)
}
