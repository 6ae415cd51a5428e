/** @module The last events of a stream, so that a client that was away for a moment misses none. */

export const STREAM_TOPICS = ['tick', 'run', 'market', 'trade', 'certificate', 'alert'] as const
export type StreamTopic = (typeof STREAM_TOPICS)[number]

export interface StreamEvent {
  /** Unique, and in ascending order within one process. */
  readonly number: number
  readonly topic: StreamTopic
  /** Meters it is about; none where it is about the campus. */
  readonly meterIds: readonly string[]
  /** JSON on one line. */
  readonly data: string
}

/** Events by number; the oldest make room for new ones. */
export class EventRing {
  readonly #events: StreamEvent[] = []
  readonly #capacity: number
  #next = 1

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  add(topic: StreamTopic, data: string, meterIds: readonly string[] = []): StreamEvent {
    const event = { number: this.#next++, topic, meterIds, data }
    this.#events[event.number % this.#capacity] = event
    return event
  }

  /** Number of the newest; 0 before the first. */
  get last(): number {
    return this.#next - 1
  }

  /** The events behind a number; null when some of them are not held any more, or it is of no event. */
  after(number: number): readonly StreamEvent[] | null {
    if (!Number.isSafeInteger(number) || number > this.last || number < 0) return null
    if (this.last - number > this.#capacity) return null
    const events: StreamEvent[] = []
    for (let n = number + 1; n <= this.last; n++) {
      const event = this.#events[n % this.#capacity]
      if (event !== undefined) events.push(event)
    }
    return events
  }
}
