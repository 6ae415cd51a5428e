/**
 * @module Everything a utility server holds: named collections of values that are never changed in place.
 *
 * A change replaces a value or takes it away, and is remembered until whoever keeps the state on disk has taken it. So the
 * state after a restart is the changes of all time, one after another.
 */

/** Names a collection and says what is in it. Values are plain data, as JSON can hold. */
export interface CollectionKey<Value> {
  readonly name: string
  /** The group a value belongs to, where values are looked up by it: reading sets by their meter reading. */
  readonly groupOf?: (value: Value) => string
}

/** A value that was set, or taken away: null. */
export interface Change {
  readonly collection: string
  readonly key: string
  readonly value: unknown
}

/** @param before - what was there; undefined for nothing */
type Listener = (change: Change, before: unknown) => void

export class Collection<Value> {
  readonly #name: string
  readonly #groupOf: ((value: Value) => string) | null
  readonly #values = new Map<string, Value>()
  readonly #groups = new Map<string, Map<string, Value>>()
  readonly #changed: Listener
  #changes = 0

  constructor({ name, groupOf }: CollectionKey<Value>, changed: Listener) {
    this.#name = name
    this.#groupOf = groupOf ?? null
    this.#changed = changed
  }

  get size(): number {
    return this.#values.size
  }

  /** How often something was set or deleted here. */
  get changes(): number {
    return this.#changes
  }

  get(key: string): Value | undefined {
    return this.#values.get(key)
  }

  /** All values by their keys, in the order in which the keys came in. */
  entries(): IterableIterator<[string, Value]> {
    return this.#values.entries()
  }

  values(): IterableIterator<Value> {
    return this.#values.values()
  }

  /** The values of a group by their keys; empty for one that is not there. */
  group(name: string): ReadonlyMap<string, Value> {
    return this.#groups.get(name) ?? new Map()
  }

  set(key: string, value: Value): void {
    const before = this.#values.get(key)
    this.place(key, value)
    this.#changes++
    this.#changed({ collection: this.#name, key, value }, before)
  }

  /** @returns whether it was there */
  delete(key: string): boolean {
    const before = this.#values.get(key)
    const wasThere = this.remove(key)
    if (wasThere) {
      this.#changes++
      this.#changed({ collection: this.#name, key, value: null }, before)
    }
    return wasThere
  }

  /** Sets a value without remembering the change. */
  place(key: string, value: Value): void {
    if (this.#groupOf !== null) this.#regroup(key, this.#groupOf(value), value)
    this.#values.set(key, value)
  }

  /** Takes a value away without remembering the change. */
  remove(key: string): boolean {
    const value = this.#values.get(key)
    if (value !== undefined && this.#groupOf !== null) this.#leave(key, this.#groupOf(value))
    return this.#values.delete(key)
  }

  #regroup(key: string, name: string, value: Value): void {
    const before = this.#values.get(key)
    if (before !== undefined && this.#groupOf !== null && this.#groupOf(before) !== name) {
      this.#leave(key, this.#groupOf(before))
    }
    const group = this.#groups.get(name)
    if (group === undefined) this.#groups.set(name, new Map([[key, value]]))
    else group.set(key, value)
  }

  #leave(key: string, name: string): void {
    const group = this.#groups.get(name)
    group?.delete(key)
    if (group?.size === 0) this.#groups.delete(name)
  }
}

/** The collections something was made of, as they were then. */
export class Basis {
  readonly #counts = new Map<Collection<unknown>, number>()

  add(collection: Collection<unknown>): void {
    if (!this.#counts.has(collection)) this.#counts.set(collection, collection.changes)
  }

  /** Whether nothing was set or deleted in any of them since. */
  isUnchanged(): boolean {
    for (const [collection, count] of this.#counts) {
      if (collection.changes !== count) return false
    }
    return true
  }
}

export class UtilityState {
  readonly #collections = new Map<string, Collection<unknown>>()
  #changes: Change[] = []
  /** What was there before each of the changes. */
  #before: unknown[] = []
  #basis: Basis | null = null

  /** The collection of a key; empty until something is set. */
  at<Value>(key: CollectionKey<Value>): Collection<Value> {
    let collection = this.#collections.get(key.name)
    if (collection === undefined) {
      const created = new Collection(key, (change, before) => {
        this.#changes.push(change)
        this.#before.push(before)
      })
      // A name belongs to one key, which says what is in it.
      collection = created as unknown as Collection<unknown>
      this.#collections.set(key.name, collection)
    }
    this.#basis?.add(collection)
    return collection as Collection<Value>
  }

  /** What has changed since this was last asked, in order. */
  takeChanges(): readonly Change[] {
    const changes = this.#changes
    this.#changes = []
    this.#before = []
    return changes
  }

  /**
   * Does all of something or nothing: when it throws, the state is what it was before. What was taken away and comes back
   * that way comes last in its collection.
   */
  attempt<Result>(action: () => Result): Result {
    const from = this.#changes.length
    try {
      return action()
    } catch (error) {
      this.#takeBack(from)
      throw error
    }
  }

  #takeBack(from: number): void {
    for (let index = this.#changes.length - 1; index >= from; index--) {
      const { collection: name, key } = this.#changes[index]
      const collection = this.#collections.get(name)
      const before = this.#before[index]
      if (before === undefined) collection?.remove(key)
      else collection?.place(key, before)
    }
    this.#changes.length = from
    this.#before.length = from
  }

  /** Does something, and says which collections it was made of. */
  observe<Result>(action: () => Result): { readonly result: Result; readonly basis: Basis } {
    const basis = new Basis()
    this.#basis = basis
    try {
      return { result: action(), basis }
    } finally {
      this.#basis = null
    }
  }

  /**
   * How many changes there have been so far: while it is the same, so is the state.
   *
   * @param except - names of collections that do not count
   */
  changeCount(except: ReadonlySet<string>): number {
    let count = 0
    for (const [name, { changes }] of this.#collections) {
      if (!except.has(name)) count += changes
    }
    return count
  }

  /** How many values there are of each name. */
  sizes(): Record<string, number> {
    return Object.fromEntries([...this.#collections].map(([name, { size }]) => [name, size]))
  }

  /** Everything, as changes of an empty state. */
  *contents(): Generator<Change> {
    for (const [name, collection] of this.#collections) {
      for (const [key, value] of collection.entries()) yield { collection: name, key, value }
    }
  }

  /**
   * Repeats a change, without remembering it.
   *
   * @param key - of the change's collection
   */
  repeat({ key, value }: Change, collection: CollectionKey<never>): void {
    if (value === null) this.at(collection).remove(key)
    // It was of the collection's type when it was set.
    else this.at(collection).place(key, value as never)
  }
}

/** Gives out numbers that are never given twice, for addresses: of devices, mirrors, programs. */
export const NUMBERS: CollectionKey<number> = { name: 'numbers' }

/** The next number of a series, counting from 1. */
export function nextNumber(state: UtilityState, series: string): number {
  const numbers = state.at(NUMBERS)
  const next = (numbers.get(series) ?? 0) + 1
  numbers.set(series, next)
  return next
}
