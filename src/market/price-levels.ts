/** @module The resting orders of one side: price before time. */

import { IndexedHeap } from './indexed-heap.ts'
import type { OrderQueues } from './order-queues.ts'

/** A queue for each price with resting orders, and the best price at hand. */
export class PriceLevels {
  /** −1 where the highest price is the best, so that the best has the smallest key. */
  readonly #sign: 1 | -1
  readonly #queues: OrderQueues
  /** Queues by price: to find the best one, and that of a given price. */
  readonly #ranked = new IndexedHeap()
  readonly #queueAt = new Map<number, number>()

  /** @param queues - may be shared with the other side, as no order is on both */
  constructor(best: 'highest' | 'lowest', queues: OrderQueues) {
    this.#sign = best === 'highest' ? -1 : 1
    this.#queues = queues
  }

  /** [micro-units/kWh], or infinity where no order rests. */
  get bestPrice(): number {
    return Math.abs(this.#ranked.firstKey)
  }

  /** The order that came first at the best price, or −1. */
  get bestOrder(): number {
    return this.#ranked.first < 0 ? -1 : this.#queues.first(this.#ranked.first)
  }

  /** Whether the best price is at least as good as a limit of the other side [micro-units/kWh]. */
  meets(limit: number): boolean {
    return this.#ranked.firstKey <= this.#sign * limit
  }

  add(order: number, price: number): void {
    const queue = this.#queueAt.get(price)
    if (queue !== undefined) {
      this.#queues.append(queue, order)
      return
    }
    const opened = this.#queues.open(order)
    this.#queueAt.set(price, opened)
    this.#ranked.add(opened, this.#sign * price)
  }

  /** Takes out an order that rests here. */
  remove(order: number): void {
    const closed = this.#queues.remove(order)
    if (closed >= 0) {
      this.#queueAt.delete(Math.abs(this.#ranked.remove(closed)))
    }
  }
}
