import { describe, expect, it } from 'vitest'
import { formatProblem, type Problem, RunError, UsageError } from './problem.ts'

const PROBLEM: Problem = {
  source: 'environment',
  key: 'RANDOM_SEED',
  value: '-1',
  expected: 'a whole number from 0 to 9007199254740991',
  fix: 'Leave it out for 42',
}

describe('formatProblem', () => {
  it('tells source, key, value, what is accepted and how to mend it in one line', () => {
    expect(formatProblem(PROBLEM)).toBe(
      'environment: RANDOM_SEED = -1: expected a whole number from 0 to 9007199254740991. Leave it out for 42',
    )
  })

  it('leaves out a value and a fix that there are not', () => {
    expect(formatProblem({ source: 'campus.json', key: 'meters', expected: 'a list of meters' })).toBe(
      'campus.json: meters: expected a list of meters',
    )
  })

  it('shows a value that is empty as one', () => {
    expect(formatProblem({ source: '.env', key: 'A', value: '', expected: 'b' })).toBe('.env: A = : expected b')
  })
})

describe('UsageError', () => {
  it('has one line per problem and keeps them apart for programs', () => {
    const other = { source: '--meters', key: 'meters', value: '0', expected: 'a whole number from 1' }
    const error = new UsageError([PROBLEM, other])
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe('UsageError')
    expect(error.problems).toEqual([PROBLEM, other])
    expect(error.message.split('\n')).toEqual([formatProblem(PROBLEM), formatProblem(other)])
  })
})

describe('RunError', () => {
  it('is no usage error, and keeps what caused it', () => {
    const cause = new Error('ENOSPC')
    const error = new RunError('the journal cannot be written', { cause })
    expect(error).not.toBeInstanceOf(UsageError)
    expect([error.name, error.message, error.cause]).toEqual(['RunError', 'the journal cannot be written', cause])
  })
})
