/** @module A priority queue of numbered things that can be taken out of its middle too. */

import { doubledDoubles, doubledInts } from './doubled-column.ts'

/** Children per node: four keys share half a cache line, and the tree is half as deep as with two. */
const ARITY = 4

/**
 * Ids in a heap by key, the smallest first.
 *
 * Adding and removing take O(log n); keys that come in no order stay near the bottom, so adding is O(1) on average.
 *
 * @see Johnson, 1975, Priority queues with update and finding minimum spanning trees, doi:10.1016/0020-0190(75)90001-0
 */
export class IndexedHeap {
  #size = 0
  #ids = new Int32Array(64)
  #keys = new Float64Array(64)
  /** Place of each id in the heap, counted from 1; 0 for those not in it. */
  #places = new Int32Array(64)

  /** The id with the smallest key, or −1. */
  get first(): number {
    return this.#size > 0 ? this.#ids[0] : -1
  }

  /** The smallest key, or infinity. */
  get firstKey(): number {
    return this.#size > 0 ? this.#keys[0] : Number.POSITIVE_INFINITY
  }

  has(id: number): boolean {
    return id < this.#places.length && this.#places[id] > 0
  }

  /** @param id - a whole number, 0 or more, not in the heap: small ones, because memory grows with the largest */
  add(id: number, key: number): void {
    while (id >= this.#places.length) {
      this.#places = doubledInts(this.#places)
    }
    if (this.#size === this.#ids.length) {
      this.#ids = doubledInts(this.#ids)
      this.#keys = doubledDoubles(this.#keys)
    }
    this.#rise(this.#size++, id, key)
  }

  /**
   * Takes an id out.
   *
   * @param id - one that is in the heap
   * @returns its key
   */
  remove(id: number): number {
    const place = this.#places[id] - 1
    const key = this.#keys[place]
    this.#places[id] = 0
    const last = --this.#size
    if (place < last) {
      // the last one takes the empty place, and moves up or down from there
      const lastKey = this.#keys[last]
      if (lastKey < key) {
        this.#rise(place, this.#ids[last], lastKey)
      } else {
        this.#sink(place, this.#ids[last], lastKey)
      }
    }
    return key
  }

  #rise(from: number, id: number, key: number): void {
    let place = from
    while (place > 0) {
      const parent = Math.floor((place - 1) / ARITY)
      if (this.#keys[parent] <= key) {
        break
      }
      this.#put(place, this.#ids[parent], this.#keys[parent])
      place = parent
    }
    this.#put(place, id, key)
  }

  #sink(from: number, id: number, key: number): void {
    const keys = this.#keys
    const size = this.#size
    let place = from
    for (let child = ARITY * place + 1; child < size; child = ARITY * place + 1) {
      let smallest = child
      const end = Math.min(child + ARITY, size)
      for (let other = child + 1; other < end; other++) {
        smallest = keys[other] < keys[smallest] ? other : smallest
      }
      if (key <= keys[smallest]) {
        break
      }
      this.#put(place, this.#ids[smallest], keys[smallest])
      place = smallest
    }
    this.#put(place, id, key)
  }

  #put(place: number, id: number, key: number): void {
    this.#ids[place] = id
    this.#keys[place] = key
    this.#places[id] = place + 1
  }
}
