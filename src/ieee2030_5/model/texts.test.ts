import { describe, expect, it } from 'vitest'
import { anyUri, boolean, shortened, string6, unlimitedText } from './texts.ts'

describe('texts', () => {
  it('count characters, not the halves of surrogate pairs', () => {
    expect(string6.read('🔋🔋🔋🔋🔋🔋')).toBe('🔋🔋🔋🔋🔋🔋')
    expect(string6.read('🔋🔋🔋🔋🔋🔋a')).toBeUndefined()
    expect(string6.read('abcdefg')).toBeUndefined()
  })

  it('keep their blanks', () => {
    expect(string6.read(' a \n')).toBe(' a \n')
  })

  it.each(['\u0000', '\u0008', '\u000B', '\u001F', '\uFFFE', '\uFFFF', '\uD800', '\uDC00a'])(
    'hold no %j, which XML cannot carry',
    (text) => {
      expect([unlimitedText.read(text), unlimitedText.write(text)]).toEqual([undefined, undefined])
    },
  )
})

describe('shortened', () => {
  it('keeps as many whole characters as fit into the bytes of UTF-8', () => {
    expect(shortened('meter', 32)).toBe('meter')
    expect(shortened('มิเตอร์', 10)).toBe('มิเ')
    expect(shortened('ab🔋', 5)).toBe('ab')
    expect(shortened('ab🔋', 6)).toBe('ab🔋')
  })
})

describe('URIs', () => {
  it.each(['', '/edev/1/der', 'https://host:8444/a?s=0&l=10#x', 'http://[fe80::1]:80/ntfy', 'a%2Fb'])(
    'are read: %j',
    (uri) => {
      expect(anyUri.read(` ${uri}\n`)).toBe(uri)
    },
  )

  it.each(['a b', 'a\u0000', '<a>', '%2', '%zz', 'a#b#c', '/[1]', `/${'a'.repeat(2048)}`])('are refused: %j', (uri) => {
    expect([anyUri.read(uri), anyUri.write(uri)]).toEqual([undefined, undefined])
  })
})

describe('truth values', () => {
  it('are read in both spellings of the XML schema, and in no other', () => {
    expect(['true', '1', ' false ', '0'].map((text) => boolean.read(text))).toEqual([true, true, false, false])
    expect(['TRUE', 'yes', '', '2'].map((text) => boolean.read(text))).toEqual(Array(4).fill(undefined))
  })
})
