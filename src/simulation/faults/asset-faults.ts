/** @module Arrays and batteries of a range that have failed: what is left of their output. */

import { TIMED, type TimedState } from '../commands/timed-state.ts'
import type { ReadingColumns } from '../readings/reading-batch.ts'

export class AssetFaults {
  readonly #timed: TimedState
  readonly #commands: () => number
  readonly #generated: Float64Array
  #preparedFor = 0
  #arrays: readonly number[] = []
  #hasBatteries = false

  /**
   * @param timed - the range's part of it
   * @param commands - how many commands were carried out so far
   * @param columns - the range's part of the truth
   */
  constructor(timed: TimedState, commands: () => number, { generated }: Pick<ReadingColumns, 'generated'>) {
    this.#timed = timed
    this.#commands = commands
    this.#generated = generated
  }

  /** Prepares a tick; false when nothing in the range has failed. */
  prepare(): boolean {
    const { common, arrayOutageUntil, batteryOutageUntil } = this.#timed
    const changes = this.#commands() + common[TIMED.endings]
    if (changes !== this.#preparedFor) {
      this.#preparedFor = changes
      this.#arrays = Array.from(arrayOutageUntil.keys()).filter((i) => arrayOutageUntil[i] !== 0)
      this.#hasBatteries = batteryOutageUntil.some((until) => until !== 0)
    }
    return this.#hasBatteries || this.#arrays.length > 0
  }

  /** Takes what failed arrays do not give from what they would; before anything limits them. */
  reduceArrays(): void {
    for (const i of this.#arrays) this.#generated[i] = Math.round(this.#generated[i] * (1 - this.#timed.lostShare[i]))
  }

  /** Whether the battery of a meter neither charges nor discharges. */
  isBatteryOut(i: number): boolean {
    return this.#timed.batteryOutageUntil[i] !== 0
  }
}
