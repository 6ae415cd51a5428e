import { describe, expect, it } from 'vitest'
import { SinkError } from '../sink.ts'
import { sinkErrorOf } from './sql-faults.ts'

const DESTINATION = 'DATABASE_URL: database energy on db:5432'

const refusal = (code: string, message: string): Error => Object.assign(new Error(message), { code })
const systemError = (code: string): Error =>
  Object.assign(new Error(`connect ${code} 10.0.0.1:5432`), { code, errno: -1, syscall: 'connect' })

describe('sinkErrorOf', () => {
  it.each([
    ['57P01', 'unavailable'],
    ['57P03', 'unavailable'],
    ['57014', 'unavailable'],
    ['53300', 'unavailable'],
    ['53100', 'unavailable'],
    ['40001', 'unavailable'],
    ['40P01', 'unavailable'],
    ['08006', 'unavailable'],
    ['XX000', 'unavailable'],
    ['28P01', 'misconfigured'],
    ['28000', 'misconfigured'],
    ['3D000', 'misconfigured'],
    ['57P04', 'misconfigured'],
    ['42501', 'misconfigured'],
    ['42P01', 'misconfigured'],
    ['42P07', 'misconfigured'],
    ['25006', 'misconfigured'],
    ['22021', 'rejected'],
    ['23502', 'rejected'],
    ['54000', 'rejected'],
  ])('knows %s as %s', (code, fault) => {
    expect(sinkErrorOf(refusal(code, 'said the server'), DESTINATION)).toMatchObject({
      fault,
      message: expect.stringMatching(/^DATABASE_URL: database energy on db:5432: said the server\. [A-Z].*\.$/),
    })
  })

  it.each(['EPIPE', 'ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'])('knows %s as unavailable', (code) => {
    expect(sinkErrorOf(systemError(code), DESTINATION)).toMatchObject({ fault: 'unavailable' })
  })

  it('tells the first of several addresses that failed', () => {
    const error = sinkErrorOf(new AggregateError([systemError('ECONNREFUSED'), systemError('EACCES')]), DESTINATION)
    expect(error).toMatchObject({ fault: 'unavailable', message: expect.stringContaining('connect ECONNREFUSED') })
  })

  it.each([
    ['self-signed certificate', 'misconfigured'],
    ["Hostname/IP does not match certificate's altnames", 'misconfigured'],
    ['The server does not support SSL connections', 'misconfigured'],
    ['Connection terminated unexpectedly', 'unavailable'],
    ['timeout expired', 'unavailable'],
  ])('knows "%s" as %s', (message, fault) => {
    expect(sinkErrorOf(new Error(message), DESTINATION)).toMatchObject({ fault })
  })

  it('keeps to one line, and what is one already', () => {
    expect(sinkErrorOf(new Error('one\ntwo'), DESTINATION).message).not.toContain('\n')
    const fenced = new SinkError('fenced', 'another one')
    expect(sinkErrorOf(fenced, DESTINATION)).toBe(fenced)
  })
})
