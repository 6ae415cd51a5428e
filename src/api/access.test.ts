import type * as crypto from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

const TOKEN = 'the-token-of-the-test'
const compared = vi.hoisted((): { calls: (readonly [Uint8Array, Uint8Array])[] } => ({ calls: [] }))

/** The real functions, watched. */
vi.mock('node:crypto', async (importOriginal) => {
  const original = await importOriginal<typeof crypto>()
  return {
    ...original,
    timingSafeEqual(one: Uint8Array, other: Uint8Array) {
      compared.calls.push([one, other])
      return original.timingSafeEqual(one, other)
    },
  }
})

let access: typeof import('./access.ts')
let ApiProblem: typeof import('./api-problem.ts').ApiProblem

beforeAll(async () => {
  // They may have been loaded before, with functions that nobody watches.
  vi.resetModules()
  access = await import('./access.ts')
  ApiProblem = (await import('./api-problem.ts')).ApiProblem
})

beforeEach(() => {
  compared.calls = []
})

function isAccepted(header: string | undefined): boolean {
  try {
    access.requireToken(header, TOKEN)
    return true
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return false
    throw error
  }
}

describe('the token', () => {
  it('is compared in the same steps whatever is given: digests of one length, by the function for that', () => {
    const almost = fc.tuple(fc.nat(TOKEN.length), fc.string()).map(([kept, rest]) => TOKEN.slice(0, kept) + rest)
    const given = fc.oneof(fc.string(), almost, fc.constant(TOKEN)).filter((text) => /^\S+$/.test(text))
    fc.assert(
      fc.property(given, (text) => {
        compared.calls = []
        expect(isAccepted(`Bearer ${text}`)).toBe(text === TOKEN)
        expect(compared.calls.map(([one, other]) => [one.length, other.length])).toEqual([[32, 32]])
      }),
      { examples: [[TOKEN], [`${TOKEN}x`], [TOKEN.slice(1)]] },
    )
  })

  it.each([undefined, '', 'Bearer', 'Bearer ', TOKEN, `Basic ${TOKEN}`, `Bearer ${TOKEN} more`, `Bearer\t${TOKEN}`])(
    'is not in %j',
    (header) => expect(isAccepted(header)).toBe(false),
  )
})

describe('the host', () => {
  it('has to be one', () => {
    expect(() => access.requireOneHost(['Accept', 'Host', 'HOST', 'localhost'])).not.toThrow()
    expect(() => access.requireOneHost(['Host', 'localhost', 'host', 'localhost'])).toThrow(
      'Host = localhost, localhost: expected exactly one',
    )
    expect(() => access.requireOneHost(['Accept', 'host'])).toThrow('Host: expected exactly one')
  })

  it('has to be this machine itself', () => {
    for (const host of ['localhost', 'LOCALHOST:1', '127.9.9.9', '[::1]']) {
      expect(() => access.requireLoopbackName(host)).not.toThrow()
    }
    for (const host of [undefined, '', '0.0.0.0', 'localhost@evil.example', 'localhost:80:80', '127.0.0.1.']) {
      expect(() => access.requireLoopbackName(host)).toThrow(ApiProblem)
    }
  })
})
