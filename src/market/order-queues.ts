/** @module Queues of orders as linked lists in columns: first come, first served, and free to leave from anywhere. */

import { doubledInts } from './doubled-column.ts'

const NONE = -1

/** Any number of queues; an order, by its number, waits in one of them at most. */
export class OrderQueues {
  /** Neighbours and queue of each order that waits. */
  #next = new Int32Array(64)
  #previous = new Int32Array(64)
  #queueOf = new Int32Array(64)
  /** Ends of each queue; `#head` of a closed one is the queue closed before it. */
  #head = new Int32Array(64)
  #tail = new Int32Array(64)
  #opened = 0
  #closed = NONE

  /**
   * Opens a queue for its first order.
   *
   * @returns its number: small, because those of closed queues are used again
   */
  open(order: number): number {
    let queue = this.#closed
    if (queue === NONE) {
      queue = this.#opened++
      if (queue === this.#head.length) {
        this.#head = doubledInts(this.#head)
        this.#tail = doubledInts(this.#tail)
      }
    } else {
      this.#closed = this.#head[queue]
    }
    this.#head[queue] = order
    this.#link(order, NONE, queue)
    return queue
  }

  /** The order that has waited longest in an open queue. */
  first(queue: number): number {
    return this.#head[queue]
  }

  /** Lets an order wait behind all others of an open queue. */
  append(queue: number, order: number): void {
    const last = this.#tail[queue]
    this.#next[last] = order
    this.#link(order, last, queue)
  }

  /**
   * Takes a waiting order out, and closes the queue behind the last one.
   *
   * @returns the number of the queue when that closed it, otherwise −1
   */
  remove(order: number): number {
    const queue = this.#queueOf[order]
    const previous = this.#previous[order]
    const next = this.#next[order]
    if (previous === NONE && next === NONE) {
      this.#head[queue] = this.#closed
      this.#closed = queue
      return queue
    }
    if (previous === NONE) {
      this.#head[queue] = next
    } else {
      this.#next[previous] = next
    }
    if (next === NONE) {
      this.#tail[queue] = previous
    } else {
      this.#previous[next] = previous
    }
    return NONE
  }

  #link(order: number, previous: number, queue: number): void {
    while (order >= this.#next.length) {
      this.#next = doubledInts(this.#next)
      this.#previous = doubledInts(this.#previous)
      this.#queueOf = doubledInts(this.#queueOf)
    }
    this.#previous[order] = previous
    this.#next[order] = NONE
    this.#queueOf[order] = queue
    this.#tail[queue] = order
  }
}
