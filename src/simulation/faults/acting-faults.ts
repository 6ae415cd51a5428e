/** @module Which faults act on what the meters of a range send: those that were planned, and those that were injected. */

import { type FaultKind, SPIKE_CHANNELS } from '../../config/fault-vocabulary.ts'
import { DEFAULT_FAULT_PARAMETERS, type FaultParameters } from '../../config/faults-file.ts'
import { MESSAGE_FAULTS, type MessageFault } from '../../config/injected-faults.ts'
import { TIMED, type TimedState } from '../commands/timed-state.ts'
import { FAULT_BIT } from './fault-plan.ts'
import type { FaultSchedule } from './fault-schedule.ts'

/** What acts: of a fault that began, its first tick and what it does. */
export interface ActingFault {
  readonly fromTick: number
  readonly parameters: FaultParameters
}

const UNTIL = {
  outage: 'outageUntil',
  gap: 'gapUntil',
  stuck: 'stuckUntil',
  spike: 'spikeUntil',
} as const satisfies Record<MessageFault, keyof TimedState>

export class ActingFaults {
  readonly #schedule: FaultSchedule
  /** Null where nobody can inject any. */
  readonly #timed: TimedState | null
  readonly #active: Uint16Array
  /** Injected faults of each meter that has some, see FAULT_BIT. */
  #injected: ReadonlyMap<number, number> = new Map()

  constructor(schedule: FaultSchedule, timed: TimedState | null) {
    this.#schedule = schedule
    this.#timed = timed
    this.#active = new Uint16Array(schedule.active.length)
  }

  /** Faults of each meter at the present tick, see FAULT_BIT. */
  get active(): Uint16Array {
    return this.#injected.size === 0 ? this.#schedule.active : this.#active
  }

  advance(tick: number): void {
    this.#schedule.advance(tick)
    if (this.#timed === null || this.#timed.common[TIMED.firstFaultTick] === 0) return
    this.#injected = injectedFaults(this.#timed)
    if (this.#injected.size === 0) return
    this.#active.set(this.#schedule.active)
    for (const [meter, faults] of this.#injected) this.#active[meter] |= faults
  }

  /** The fault of a kind that acts on a meter now; an injected one goes before a planned one. */
  episode(meter: number, kind: FaultKind): ActingFault | undefined {
    const isInjected = ((this.#injected.get(meter) ?? 0) & FAULT_BIT[kind]) !== 0
    if (!isInjected || this.#timed === null) return this.#schedule.episode(meter, kind)
    const channel = SPIKE_CHANNELS[this.#timed.spikeChannel[meter]]
    const parameters = { ...DEFAULT_FAULT_PARAMETERS, channel, factor: this.#timed.spikeFactor[meter] }
    return { fromTick: 0, parameters }
  }
}

function injectedFaults(timed: TimedState): ReadonlyMap<number, number> {
  const injected = new Map<number, number>()
  for (const kind of MESSAGE_FAULTS) {
    const until = timed[UNTIL[kind]]
    for (let i = 0; i < until.length; i++) {
      if (until[i] !== 0) injected.set(i, (injected.get(i) ?? 0) | FAULT_BIT[kind])
    }
  }
  return injected
}
