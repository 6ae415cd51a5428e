import { describe, expect, it } from 'vitest'
import { redisFault } from './redis-fault.ts'

describe('a failure of Redis', () => {
  it.each([
    ['WRONGPASS invalid username-password pair or user is disabled.', 'misconfigured'],
    ['NOAUTH Authentication required.', 'misconfigured'],
    ["NOPERM this user has no permissions to run the 'eval' command", 'misconfigured'],
    ["READONLY You can't write against a read only replica.", 'misconfigured'],
    ["OOM command not allowed when used memory > 'maxmemory'. script: 5a, on @user_script: 1.", 'unavailable'],
    ['MISCONF Redis is configured to save RDB snapshots', 'unavailable'],
    ['LOADING Redis is loading the dataset in memory', 'unavailable'],
    ['FENCED', 'fenced'],
    ['Socket closed unexpectedly', 'unavailable'],
  ])('%s', (reply, fault) => {
    const error = redisFault('localhost:6379', new Error(reply))
    expect(error.fault).toBe(fault)
    expect(error.message).toMatch(/^Redis at localhost:6379: /)
  })

  it('of several addresses tells each', () => {
    const refused = ['::1', '127.0.0.1'].map((host) => new Error(`connect ECONNREFUSED ${host}:6379`))
    const { fault, message } = redisFault('localhost:6379', new AggregateError(refused))
    expect(fault).toBe('unavailable')
    expect(message).toContain('::1')
    expect(message).toContain('127.0.0.1')
  })
})
