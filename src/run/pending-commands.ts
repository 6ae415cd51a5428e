/** @module Commands that wait for the next tick. */

import type { GivenCommand } from '../simulation/commands/command.ts'
import type { CommandQueue } from './command-queue.ts'

/** More than this between two ticks are a fault of whoever gives them. */
const MOST = 100_000

export class PendingCommands implements CommandQueue {
  #given: GivenCommand[] = []

  /** @returns whether they were taken: not when there is no room for all of them */
  give(commands: readonly GivenCommand[]): boolean {
    if (this.#given.length + commands.length > MOST) return false
    this.#given.push(...commands)
    return true
  }

  take(): readonly GivenCommand[] {
    const given = this.#given
    this.#given = []
    return given
  }
}
