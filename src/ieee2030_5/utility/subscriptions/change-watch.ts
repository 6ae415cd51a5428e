/** @module Whether anything subscribers may be told of can have changed, without a look at each of it. */

import { METER_READINGS } from '../metering/meter-reading-entry.ts'
import { READINGS } from '../metering/reading-entry.ts'
import { READING_SETS } from '../metering/reading-set-entry.ts'
import { MIRROR_WATCH } from '../mirrors/expire-mirrors.ts'
import { MIRROR_ACTIVITY } from '../mirrors/mirror-activity.ts'
import { RESPONSES } from '../responses/response-records.ts'
import { earliestStart, latestEnd } from '../scheduling/event-times.ts'
import { EVENTS } from '../scheduling/scheduled-event.ts'
import type { UtilityState } from '../utility-state.ts'

/** What comes in all the time, and nobody can subscribe to. */
const UNWATCHED: ReadonlySet<string> = new Set(
  [METER_READINGS, READINGS, READING_SETS, MIRROR_ACTIVITY, MIRROR_WATCH, RESPONSES].map(({ name }) => name),
)

/** When a look was taken, and until when it holds as long as nothing is changed [s since 1970 UTC]. */
interface Look {
  readonly changes: number
  readonly from: number
  readonly until: number
}

export class ChangeWatch {
  readonly #state: UtilityState
  #last: Look | null = null

  constructor(state: UtilityState) {
    this.#state = state
  }

  /**
   * Whether something can be other than when this was last asked.
   *
   * @param now - [s since 1970 UTC]
   */
  look(now: number): boolean {
    const changes = this.#state.changeCount(UNWATCHED)
    const last = this.#last
    if (last !== null && last.changes === changes && last.from <= now && now < last.until) return false
    this.#last = { changes, from: now, until: nextTurn(this.#state, now) }
    return true
  }
}

/** When an event begins or is over next: all that changes by itself. */
function nextTurn(state: UtilityState, now: number): number {
  let next = Number.POSITIVE_INFINITY
  for (const event of state.at(EVENTS).values()) {
    for (const turn of [earliestStart(event), latestEnd(event)]) {
      if (turn > now && turn < next) next = turn
    }
  }
  return next
}
