/** @module Answers to reading, given again as they are while nothing has changed of what they were made of. */

import type { UtilityResponse } from './response.ts'
import type { Basis, UtilityState } from './utility-state.ts'

/** Beyond this the oldest go; 5,000 devices that read ten resources each take about three times as much [bytes]. */
const MOST_BYTES = 32_000_000
/** Of an answer beside its body: its headers, its key and its basis [bytes]. */
const OVERHEAD_BYTES = 1_000

/** An answer that was just made. */
export interface MadeAnswer {
  readonly response: UtilityResponse
  /** It tells of the moment, and is another one in the next. */
  readonly isOfMoment: boolean
}

interface KeptAnswer {
  readonly response: UtilityResponse
  readonly basis: Basis
}

export class KeptAnswers {
  readonly #state: UtilityState
  readonly #mostBytes: number
  readonly #kept = new Map<string, KeptAnswer>()
  #bytes = 0

  constructor(state: UtilityState, mostBytes: number = MOST_BYTES) {
    this.#state = state
    this.#mostBytes = mostBytes
  }

  /**
   * The answer to a question, made anew only where it has to be.
   *
   * @param key - everything of the question the answer depends on, beside the state and the moment
   */
  answer(key: string, make: () => MadeAnswer): UtilityResponse {
    const kept = this.#kept.get(key)
    if (kept?.basis.isUnchanged()) return kept.response
    if (kept !== undefined) this.#drop(key, kept)
    const { result, basis } = this.#state.observe(make)
    // What is not granted is not asked for again and again; and what changes something has to do so each time.
    if (!result.isOfMoment && result.response.status === 200 && basis.isUnchanged()) {
      this.#keep(key, { response: result.response, basis })
    }
    return result.response
  }

  #keep(key: string, answer: KeptAnswer): void {
    this.#kept.set(key, answer)
    this.#bytes += bytesOf(answer)
    for (const [oldest, kept] of this.#kept) {
      if (this.#bytes <= this.#mostBytes) return
      this.#drop(oldest, kept)
    }
  }

  #drop(key: string, answer: KeptAnswer): void {
    this.#kept.delete(key)
    this.#bytes -= bytesOf(answer)
  }
}

function bytesOf({ response }: KeptAnswer): number {
  return OVERHEAD_BYTES + (response.body?.length ?? 0)
}
