import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IndexedHeap } from './indexed-heap.ts'

describe('IndexedHeap', () => {
  it('has no first id when empty', () => {
    const heap = new IndexedHeap()
    expect([heap.first, heap.firstKey, heap.has(0), heap.has(1000)]).toEqual([-1, Infinity, false, false])
  })

  it('gives back ids by key after some were taken out of the middle', () => {
    // a shuffled sequence, so that every key is distinct, and longer than the first allocation
    const keys = fc.shuffledSubarray(
      Array.from({ length: 200 }, (_, i) => i),
      { minLength: 1 },
    )
    fc.assert(
      fc.property(keys, fc.func(fc.boolean()), (shuffled, isTaken) => {
        const heap = new IndexedHeap()
        shuffled.forEach((key, id) => {
          heap.add(id, key)
        })
        const taken = shuffled.filter((key) => isTaken(key))
        for (const key of taken) {
          expect(heap.remove(shuffled.indexOf(key))).toBe(key)
        }
        const expected = shuffled.filter((key) => !taken.includes(key)).sort((a, b) => a - b)
        for (const key of expected) {
          expect([heap.first, heap.firstKey]).toEqual([shuffled.indexOf(key), key])
          heap.remove(heap.first)
        }
        expect(heap.first).toBe(-1)
        expect(shuffled.some((_, id) => heap.has(id))).toBe(false)
      }),
      { numRuns: 100 },
    )
  })
})
