import { describe, expect, it } from 'vitest'
import { wrapWords } from './wrap-words.ts'

describe('wrapWords', () => {
  it.each([
    ['port 8080 is taken', 9, ['port 8080', 'is taken']],
    ['a  b\tc', 80, ['a b c']],
    ['/a/very/long/path', 8, ['/a/very…']],
    ['', 8, []],
  ])('breaks %j at %i cells', (text, width, lines) => {
    expect(wrapWords(text, width)).toEqual(lines)
  })
})
