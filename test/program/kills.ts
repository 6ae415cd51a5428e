/** @module Kills a program at random moments and starts it again until it is done, as an unlucky week would. */

import { statSync } from 'node:fs'
import { Random, STREAM } from '../../src/random/random.ts'
import { countLines } from './journal.ts'
import { type Program, pause } from './program.ts'

/** Where a kill hit. */
export interface Kill {
  /** Whole ticks in the journal afterwards; those before are in closed segments. */
  readonly ticks: number
  readonly isLineTorn: boolean
}

export interface KillPlan {
  readonly seed: number
  /** Moments chosen by the clock are spread evenly from 0 to here [ms]. */
  readonly longestDelayMs: number
  /**
   * Length of the whole journal [bytes]. Two in three moments are chosen by what it holds, up to half of what is still
   * missing, so that kills are spread over the run however fast the machine is; without it, all go by the clock.
   */
  readonly wholeLength?: number
  readonly meters: number
}

const EVERY_CLOCK_KILL = 3
const GROWTH_POLL_MS = 1

/** A seeded sequence of kills. */
export class Killer {
  readonly kills: Kill[] = []
  readonly #plan: KillPlan
  readonly #random: Random
  #draws = 0

  constructor(plan: KillPlan) {
    this.#plan = plan
    this.#random = new Random(plan.seed)
  }

  /**
   * Kills the program, which writes `output`, at the next moment.
   *
   * @returns false when it had ended by itself before
   */
  async kill(program: Program, output: string): Promise<boolean> {
    const { longestDelayMs, wholeLength, meters } = this.#plan
    const draw = this.#draws++
    const share = this.#random.uniform(STREAM.strategy, 0, draw)
    if (wholeLength === undefined || draw % EVERY_CLOCK_KILL === 0) {
      await Promise.race([pause(longestDelayMs * share), program.ended])
    } else {
      const begun = lengthOf(output)
      const length = begun + ((wholeLength - begun) * share) / 2
      while (!program.hasEnded && lengthOf(output) <= length) await pause(GROWTH_POLL_MS)
    }
    program.kill('SIGKILL')
    const { signal } = await program.ended
    if (signal !== 'SIGKILL') return false
    const { lines, isTorn } = countLines(output)
    this.kills.push({ ticks: Math.floor(lines / meters), isLineTorn: isTorn || lines % meters !== 0 })
    return true
  }

  /** Different ticks at which the journal was left. */
  get places(): number {
    return new Set(this.kills.map(({ ticks }) => ticks)).size
  }

  /** One line for people: how many kills, and at which tick each left the journal; `~` marks a torn tick behind it. */
  describe(): string {
    const places = this.kills.map(({ ticks, isLineTorn }) => `${ticks}${isLineTorn ? '~' : ''}`)
    return `${this.kills.length} kills, the journal left at ${this.places} different ticks: ${places.join(' ')}`
  }
}

function lengthOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
