import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownValue } from './shown-value.ts'

describe('shownValue', () => {
  it.each([
    ['postgres://user:secret@host:5432/db', 'postgres://user:***@host:5432/db'],
    ['postgres://user:se@c:r/e?t@host/db', 'postgres://user:***@host/db'],
    ['redis://:secret@host:6379/0', 'redis://:***@host:6379/0'],
    ['redis://token@host', 'redis://***@host'],
    ['user:secret@host', 'user:***@host'],
    ['postgres://host/db?password=secret&x=secret', 'postgres://host/db?password=***&x=***'],
    ['https://rpc.example.org/?api-key=secret', 'https://rpc.example.org/?api-key=***'],
    ['https://rpc.example.org/v2/0123456789abcdef0123', 'https://rpc.example.org/v2/***'],
    ['https://api.devnet.solana.com', 'https://api.devnet.solana.com'],
    ['broker-1.example.org:9092,broker-2:9092', 'broker-1.example.org:9092,broker-2:9092'],
    ['', ''],
  ])('shows the secret %j as %j', (text, shown) => {
    expect(shownValue(text, true)).toBe(shown)
  })

  it('shows nothing of what is a password as a whole, but whether there is one', () => {
    expect(shownValue('hunter2', 'whole')).toBe('***')
    expect(shownValue(' ', 'whole')).toBe('')
  })

  it('never shows a password, whatever it holds', () => {
    const password = fc.string({ minLength: 1, maxLength: 12 }).map((text) => `§${text}§`)
    fc.assert(
      fc.property(password, fc.constantFrom('postgres://u:', 'redis://:', 'u:'), (secret, before) => {
        expect(shownValue(`${before}${secret}@host/db`, true)).not.toContain('§')
      }),
    )
  })

  it('shows anything else as it is, but neither endless nor with control characters', () => {
    expect(shownValue(' a:b@c ', false)).toBe('a:b@c')
    expect(shownValue('x'.repeat(200), false)).toBe(`${'x'.repeat(100)}…`)
    expect(shownValue('a\u001b[2Jb\nc\u202ed\u2028e', false)).toBe('a\\u001b[2Jb\\u000ac\\u202ed\\u2028e')
  })
})
