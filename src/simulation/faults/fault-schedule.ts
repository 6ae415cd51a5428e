/** @module Which faults act on which meters of a range at a tick: a function of the plan, the seed and the tick alone. */

import { FAULT_KINDS, type FaultKind } from '../../config/fault-vocabulary.ts'
import type { FaultParameters } from '../../config/faults-file.ts'
import { MAX_RANDOM_ENTRIES } from '../../config/faults-schema.ts'
import { type Random, STREAM, toUniform } from '../../random/random.ts'
import { FAULT_BIT, type FaultPlan, type RandomPlan } from './fault-plan.ts'

/** One fault of one meter. */
export interface FaultEpisode {
  /** Index of the meter in the range. */
  readonly meter: number
  readonly kind: FaultKind
  readonly fromTick: number
  readonly untilTick: number
  readonly parameters: FaultParameters
}

/** Follows the faults of the meters [from, to). It remembers nothing that the tick does not tell. */
export class FaultSchedule {
  /** Faults of each meter at the present tick, see FAULT_BIT. */
  readonly active: Uint16Array
  readonly #plan: FaultPlan
  readonly #random: Random
  readonly #from: number
  readonly #to: number
  /** Episodes that touch the present day, in the order in which they count. */
  #today: FaultEpisode[] = []
  #dayEnd = 0
  #nextChange = 0
  readonly #acting = new Map<number, FaultEpisode>()

  constructor(plan: FaultPlan, random: Random, from: number, to: number) {
    this.active = new Uint16Array(to - from)
    this.#plan = plan
    this.#random = random
    this.#from = from
    this.#to = to
  }

  /** Moves to a tick; ticks are visited in order, from any. */
  advance(tick: number): void {
    if (tick > this.#dayEnd) {
      this.#prepareDay(tick)
    }
    if (tick >= this.#nextChange) {
      this.#rebuild(tick)
    }
  }

  /** The episode of a kind that acts on a meter now. */
  episode(meter: number, kind: FaultKind): FaultEpisode | undefined {
    return this.#acting.get(meter * FAULT_KINDS.length + FAULT_KINDS.indexOf(kind))
  }

  #prepareDay(tick: number): void {
    const { ticksPerDay, given, random } = this.#plan
    const day = Math.floor((tick - 1) / ticksPerDay)
    const first = day * ticksPerDay + 1
    this.#dayEnd = (day + 1) * ticksPerDay
    this.#nextChange = tick
    const today: FaultEpisode[] = []
    for (const { meters, kind, fromTick, untilTick, parameters } of given) {
      if (fromTick > this.#dayEnd || untilTick <= first) continue
      for (const meter of this.#within(meters)) {
        today.push({ meter, kind, fromTick, untilTick, parameters })
      }
    }
    random.forEach((entry, index) => {
      const daysBack = Math.ceil(entry.longestTicks / ticksPerDay)
      for (let begun = Math.max(0, day - daysBack); begun <= day; begun++) {
        this.#draw(entry, index, begun, first, today)
      }
    })
    this.#today = today
  }

  /** Draws the faults of an entry that began on a day, and keeps those that reach the tick `first`. */
  #draw(entry: RandomPlan, index: number, day: number, first: number, into: FaultEpisode[]): void {
    const { kind, perMeterAndDay, shortestTicks, longestTicks, parameters } = entry
    const { ticksPerDay } = this.#plan
    for (const meter of this.#within(entry.meters)) {
      const words = this.#random.words(STREAM.faults, this.#from + meter, day * MAX_RANDOM_ENTRIES + index)
      if (toUniform(words[0]) >= perMeterAndDay) continue
      const fromTick = day * ticksPerDay + 1 + Math.floor(toUniform(words[1]) * ticksPerDay)
      const length = Math.round(shortestTicks * (longestTicks / shortestTicks) ** toUniform(words[2]))
      if (fromTick + length > first) {
        into.push({ meter, kind, fromTick, untilTick: fromTick + length, parameters })
      }
    }
  }

  /** Of several faults of one kind at one meter the one that stands first in the plan acts. */
  #rebuild(tick: number): void {
    this.active.fill(0)
    this.#acting.clear()
    let next = Number.POSITIVE_INFINITY
    for (const episode of this.#today) {
      const { meter, kind, fromTick, untilTick } = episode
      if (tick < fromTick) {
        next = Math.min(next, fromTick)
      } else if (tick < untilTick) {
        next = Math.min(next, untilTick)
        if ((this.active[meter] & FAULT_BIT[kind]) === 0) {
          this.active[meter] |= FAULT_BIT[kind]
          this.#acting.set(meter * FAULT_KINDS.length + FAULT_KINDS.indexOf(kind), episode)
        }
      }
    }
    this.#nextChange = next
  }

  /** Meters of the range out of a list, as indices in the range. */
  *#within(meters: Int32Array | null): Generator<number> {
    if (meters === null) {
      for (let meter = 0; meter < this.#to - this.#from; meter++) yield meter
      return
    }
    for (const meter of meters) {
      if (meter >= this.#from && meter < this.#to) yield meter - this.#from
    }
  }
}
