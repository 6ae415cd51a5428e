/** @module The seam between a running simulation and whoever tells it something while it goes. */

import type { GivenCommand } from '../simulation/commands/command.ts'
import type { DatedCommand } from '../simulation/commands/commands-file.ts'

/** What was given since the last time it was asked for. Whoever gives a command asks `checkCommand` first. */
export interface CommandQueue {
  /**
   * Called between two ticks; hands every command over once, in the order in which they were given.
   *
   * @param endMs - end of the interval that is computed next: what was given then or later is not for it [ms since 1970 UTC]
   */
  take(endMs: number): readonly GivenCommand[]

  /** Likewise those for a later time, as soon as they are given: they are recorded now and carried out then. */
  takePlanned?(): readonly DatedCommand[]
}
