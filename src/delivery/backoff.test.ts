import { describe, expect, it } from 'vitest'
import { backoffMs } from './backoff.ts'

describe('backoffMs', () => {
  it('doubles from a quarter of a second to half a minute', () => {
    expect([1, 2, 3, 7, 8, 50].map((failures) => backoffMs(failures, 1))).toEqual([
      250, 500, 1000, 16_000, 30_000, 30_000,
    ])
  })

  it('spreads over the upper half', () => {
    expect([0, 0.5, 1].map((jitter) => backoffMs(3, jitter))).toEqual([500, 750, 1000])
  })
})
