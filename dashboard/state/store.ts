/** @module A value that changes and tells whoever shows it. */

import { useEffect, useState } from 'preact/hooks'

export class Store<Value> {
  #value: Value
  readonly #listeners = new Set<() => void>()

  constructor(value: Value) {
    this.#value = value
  }

  get value(): Value {
    return this.#value
  }

  set(value: Value): void {
    if (Object.is(value, this.#value)) return
    this.#value = value
    for (const listener of this.#listeners) listener()
  }

  change(change: (value: Value) => Value): void {
    this.set(change(this.#value))
  }

  /** @returns what ends it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }
}

/** The part of a store that a component shows; it is drawn anew only when that part is another. */
export function useStore<Value, Part>(store: Store<Value>, partOf: (value: Value) => Part): Part {
  const part = partOf(store.value)
  const [, drawAnew] = useState({})
  useEffect(() => {
    let shown = partOf(store.value)
    if (!Object.is(shown, part)) drawAnew({})
    return store.subscribe(() => {
      const next = partOf(store.value)
      if (Object.is(next, shown)) return
      shown = next
      drawAnew({})
    })
    // The part is read anew whenever the store changes; which part it is does not change.
  }, [store])
  return part
}
