/** @module Commands that wait for the tick of the interval in which they were given. */

import type { GivenCommand } from '../simulation/commands/command.ts'
import type { DatedCommand } from '../simulation/commands/commands-file.ts'
import type { CommandQueue } from './command-queue.ts'

/** More than this at once are a fault of whoever gives them. */
const MOST = 100_000

interface Pending {
  readonly given: GivenCommand
  /** [ms since 1970 UTC] */
  readonly atMs: number
}

export class PendingCommands implements CommandQueue {
  readonly #nowMs: () => number
  #pending: Pending[] = []
  #planned: DatedCommand[] = []

  /**
   * @param nowMs - the simulated time [ms since 1970 UTC]. A tick is computed when its interval is over, so that what is
   * given at that moment, such as the end of an event, comes before it as often as behind it
   */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  /** @returns whether they were taken: not when there is no room for all of them */
  give(commands: readonly GivenCommand[]): boolean {
    if (this.#pending.length + commands.length > MOST) return false
    const atMs = this.#nowMs()
    this.#pending.push(...commands.map((given) => ({ given, atMs })))
    return true
  }

  /** As `give`, for the first interval that begins at `fromMs` or later [ms since 1970 UTC]. */
  plan(commands: readonly GivenCommand[], fromMs: number): boolean {
    if (this.#planned.length + commands.length > MOST) return false
    this.#planned.push(...commands.map((given) => ({ fromMs, given })))
    return true
  }

  takePlanned(): readonly DatedCommand[] {
    return this.#planned.splice(0)
  }

  take(endMs: number): readonly GivenCommand[] {
    // Time may be set back between two of them; their order stays.
    const later = this.#pending.findIndex(({ atMs }) => atMs >= endMs)
    return this.#pending.splice(0, later < 0 ? this.#pending.length : later).map(({ given }) => given)
  }
}
