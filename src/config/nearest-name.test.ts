import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, nearestName } from './nearest-name.ts'

describe('editDistance', () => {
  // By hand: kitten → sitting replaces k and e and adds g; saturday → sunday drops a and t and replaces r.
  it.each([
    ['kitten', 'sitting', 3],
    ['saturday', 'sunday', 3],
    ['RANDOM_SEED', 'RANDOM_SED', 1],
    ['RANDOM_SEED', 'RANDOM_SEDE', 1],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['', '', 0],
  ])('from %j to %j is %d', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance)
  })

  it('is symmetric, at most the longer length, and 0 only for equal texts', () => {
    const text = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') })
    fc.assert(
      fc.property(text, text, (from, to) => {
        const distance = editDistance(from, to)
        expect(editDistance(to, from)).toBe(distance)
        expect(distance).toBeLessThanOrEqual(Math.max(from.length, to.length))
        expect(distance).toBeGreaterThanOrEqual(Math.abs(from.length - to.length))
        expect(distance === 0).toBe(from === to)
      }),
    )
  })
})

describe('nearestName', () => {
  const known = ['interval', 'meters', 'seed', 'speed']
  it.each([
    ['intervall', 'interval'],
    ['INTERVAL', 'interval'],
    ['sed', 'seed'],
    ['spede', 'speed'],
    ['output', null],
    ['', null],
  ])('of %j is %j', (name, nearest) => {
    expect(nearestName(name, known)).toBe(nearest)
  })

  it('is as strict as it is told', () => {
    expect(nearestName('metres', known, 1)).toBe('meters')
    expect(nearestName('meteros', known, 0)).toBeNull()
  })
})
