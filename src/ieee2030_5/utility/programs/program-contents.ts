/** @module Everything that stands in a program and goes with it. */

import { CURVES, DEFAULT_CONTROLS } from '../der-programs/der-program-records.ts'
import { TARIFFS } from '../pricing/tariff-records.ts'
import { EVENTS } from '../scheduling/scheduled-event.ts'
import type { UtilityState } from '../utility-state.ts'
import type { Program } from './program.ts'

export function removeContents(state: UtilityState, { href }: Program): void {
  for (const { mrid, container } of state.at(EVENTS).values()) {
    if (container === href || container.startsWith(`${href}/`)) state.at(EVENTS).delete(mrid)
  }
  for (const key of state.at(CURVES).group(href).keys()) state.at(CURVES).delete(key)
  state.at(DEFAULT_CONTROLS).delete(href)
  state.at(TARIFFS).delete(href)
}
