import { describe, expect, it } from 'vitest'
import type { RunManifest } from '../journal/run-manifest.ts'
import { combinedFollower, openAll } from './combined-follower.ts'
import { type JournalFollower, noFollower } from './journal-follower.ts'

const RUN: RunManifest = {
  format: 1,
  run_id: 'run',
  fingerprint: '',
  program_version: '1',
  campus: '',
  time_zone: 'UTC',
  currency: 'THB',
  market: 'none',
  start: '2026-03-15T05:00:00Z',
  interval_seconds: 15,
  seed: 1,
  meters: [],
}
const withSegment = (oldestSegment: string | null): JournalFollower => ({ ...noFollower, oldestSegment })

describe('followers together', () => {
  it('need the oldest file that any of them needs', () => {
    expect(
      combinedFollower([withSegment('2026-02-02'), withSegment(null), withSegment('2026-02-01')]).oldestSegment,
    ).toBe('2026-02-01')
    expect(combinedFollower([withSegment(null)]).oldestSegment).toBeNull()
  })

  it('wait for whoever waits', async () => {
    const freed: string[] = []
    const waiting = { ...noFollower, room: () => Promise.resolve().then(() => void freed.push('freed')) }
    expect(combinedFollower([noFollower]).room()).toBeUndefined()
    await combinedFollower([noFollower, waiting]).room()
    expect(freed).toEqual(['freed'])
  })

  it('are closed when one of them cannot be opened', async () => {
    const closed: string[] = []
    const first = { ...noFollower, close: () => Promise.resolve().then(() => void closed.push('first')) }
    const refusal = new Error('refused')
    await expect(openAll([() => Promise.resolve(first), () => Promise.reject(refusal)], RUN)).rejects.toBe(refusal)
    expect(closed).toEqual(['first'])
    expect(await openAll([], RUN)).toBe(noFollower)
  })
})
