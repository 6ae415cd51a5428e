import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findJsonFault } from './json-fault.ts'

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('findJsonFault', () => {
  it.each([
    ['', 1, 1, 'the end of the file', 'a value'],
    ['{\n  "a": 1,\n}', 3, 1, '}', 'a key in double quotes after the comma'],
    ['[1, 2,]', 1, 7, ']', 'a value after the comma'],
    ['{"a" 1}', 1, 6, '1', "':'"],
    ['{"a": 1 "b": 2}', 1, 9, '"', "',' or '}'"],
    ['{a: 1}', 1, 2, 'a', 'a key in double quotes'],
    ['{\r\n\t"a": .5}', 2, 7, '.', 'a value'],
    ['{"a": 01}', 1, 8, '1', "',' or '}'"],
    ['{"a": NaN}', 1, 7, 'N', 'a value'],
    ['["open\n"]', 1, 7, 'the end of the line', "a closing '\"' on the same line"],
    ['["\\x"]', 1, 3, '\\', "an escape such as \\n or \\\\ after '\\'"],
    ['[1, // two\n2]', 1, 5, '/', 'a value'],
    ['[1', 1, 3, 'the end of the file', "',' or ']'"],
    ['{} {}', 1, 4, '{', 'the end of the file'],
  ])('places the fault of %j', (text, line, column, found, expected) => {
    expect(findJsonFault(text)).toEqual({ line, column, found, expected })
  })

  it('finds none in any JSON, however it is spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2, '\t'), (value, space) => {
        expect(findJsonFault(JSON.stringify(value, null, space))).toBeNull()
      }),
    )
  })

  it('agrees with JSON.parse on damaged JSON', () => {
    const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value))
    fc.assert(
      fc.property(json, fc.nat(), fc.constantFrom('', ',', '"', '}', '\\', '0', '\n', 'e'), (text, position, extra) => {
        const cut = position % (text.length + 1)
        const damaged = text.slice(0, cut) + extra + text.slice(cut + 1)
        expect(findJsonFault(damaged) === null).toBe(parses(damaged))
      }),
      { numRuns: 1000 },
    )
  })

  it('survives nesting that would exhaust the stack', () => {
    expect(findJsonFault('['.repeat(100_000))?.expected).toBe('at most 200 levels of nesting')
  })
})
