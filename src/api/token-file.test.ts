import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { UsageError } from '../errors/problem.ts'
import { keepToken, keptToken, obtainToken, tokenPath } from './token-file.ts'

let folder: string
let output: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-token-'))
  output = join(folder, 'readings.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

const mode = (): number => statSync(tokenPath(output)).mode & 0o777

it('a token is made once, with 256 bits of chance, and kept for its owner alone', () => {
  const made = obtainToken(output)
  expect(made.isNew).toBe(true)
  expect(existsSync(made.path)).toBe(false)
  const before = process.umask(0)
  keepToken(made)
  process.umask(before)
  expect(mode()).toBe(0o600)
  expect(Buffer.from(made.token, 'base64url')).toHaveLength(32)
  expect(obtainToken(output)).toEqual({ ...made, isNew: false })
  expect(keptToken(output)).toBe(made.token)
  expect(obtainToken(join(folder, 'elsewhere', 'readings.jsonl')).token).not.toBe(made.token)
})

it('a file that others could read is closed to them', () => {
  keepToken(obtainToken(output))
  chmodSync(tokenPath(output), 0o644)
  obtainToken(output)
  expect(mode()).toBe(0o600)
})

it('a token that came meanwhile is not overwritten', () => {
  const [first, second] = [obtainToken(output), obtainToken(output)]
  keepToken(first)
  expect(() => keepToken(second)).toThrow(UsageError)
  expect(keptToken(output)).toBe(first.token)
})

it.each(['', 'short', 'two words that are long', 'x'.repeat(300), `${'x'.repeat(20)}\u0000`])(
  'a file with %j is refused without telling it',
  (content) => {
    writeFileSync(tokenPath(output), content)
    expect(() => obtainToken(output)).toThrow(UsageError)
    expect(() => keptToken(output)).toThrow(UsageError)
    try {
      obtainToken(output)
    } catch (error) {
      if (content !== '') expect(String(error)).not.toContain(content)
    }
    expect(readFileSync(tokenPath(output), 'utf8')).toBe(content)
  },
)
