import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../errors/problem.ts'
import { diskSpaceCheck, judgeDiskSpace } from './disk-space.ts'

const CONTEXT = { configuration: new UsageError([]), certificatesFolder: '', nowMs: 0 }

describe('judgeDiskSpace', () => {
  it.each([
    [99e6, 'fail', '99.0 MB free'],
    [100e6, 'warn', '100.0 MB free'],
    [1.99e9, 'warn', '2.0 GB free'],
    [2e9, 'pass', '2.0 GB free'],
  ])('judges %d bytes: %s', (bytes, status, detail) => {
    expect(judgeDiskSpace(bytes)).toMatchObject({ status, detail })
  })
})

describe('diskSpaceCheck', () => {
  it('asks the disk a folder will be on before the folder is there', async () => {
    const result = await diskSpaceCheck(join(tmpdir(), 'not', 'there', 'readings.jsonl')).run(CONTEXT)
    expect(result.detail).toMatch(/^\d+\.\d [MG]B free$/)
  })
})
