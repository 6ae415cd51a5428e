import { describe, expect, it } from 'vitest'
import { judgeNodeVersion } from './node-version.ts'

describe('judgeNodeVersion', () => {
  it.each([
    ['20.19.0', 'pass'],
    ['20.18.3', 'fail'],
    ['18.20.8', 'fail'],
    ['22.0.0', 'pass'],
    ['24.21.0', 'pass'],
  ])('judges %s: %s', (version, status) => {
    expect(judgeNodeVersion(version).status).toBe(status)
  })
})
