/** @module What a refusal looks like: one line per problem, nothing else, and nothing started. */

import { expect } from 'vitest'
import type { Ended } from './program.ts'

/**
 * Expects bad usage or configuration to be refused.
 *
 * @param problems - per line of stderr, the texts it has to contain: source, key, value, what is accepted
 */
export function expectRefused({ exitCode, stdout, stderr }: Ended, problems: readonly (readonly string[])[]): void {
  expectNoStackTrace(stderr)
  const lines = stderr.trimEnd().split('\n')
  problems.forEach((texts, index) => {
    for (const text of texts) expect(lines[index] ?? '(no such line)').toContain(text)
    expect(lines[index]).toMatch(/^.+: .+: expected .+/)
  })
  expect(lines).toHaveLength(problems.length)
  expect(stdout).toBe('')
  expect(exitCode).toBe(2)
}

/** Expects a message for people, not for the programmer. */
export function expectNoStackTrace(stderr: string): void {
  expect(stderr).not.toMatch(/^ {4}at /m)
  expect(stderr).not.toContain('internal error')
}
