import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UsageError } from '../../errors/problem.ts'
import { outputFolderCheck } from './output-folder.ts'

const CONTEXT = { configuration: new UsageError([]), certificatesFolder: '', nowMs: 0 }
let folder = ''
const check = (...path: string[]) => tried(join(folder, ...path))
const tried = (outputFile: string, { resume = false, fresh = false } = {}) =>
  outputFolderCheck({ outputFile, resume, fresh }).run(CONTEXT)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-check-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('outputFolderCheck', () => {
  it('passes for a folder that can be written, and leaves nothing behind', async () => {
    expect(await check('readings.jsonl')).toEqual({ status: 'pass', detail: join(folder, 'readings.jsonl') })
    expect(readdirSync(folder)).toEqual([])
  })

  it('passes for a folder that is still to be made, without making it', async () => {
    const result = await check('data', 'deep', 'readings.jsonl')
    expect(result).toMatchObject({ status: 'pass', detail: expect.stringMatching(/, its folder will be made$/) })
    expect(readdirSync(folder)).toEqual([])
  })

  it('warns of an output a run would refuse, without touching it', async () => {
    const output = join(folder, 'readings.jsonl')
    writeFileSync(output, 'x'.repeat(2_500_000))
    const detail = expect.stringMatching(/, 2\.5 MB so far$/)
    expect(await tried(output)).toMatchObject({
      status: 'warn',
      detail,
      fix: expect.stringMatching(/--resume.*--fresh/),
    })
    expect(await tried(output, { resume: true })).toEqual({ status: 'pass', detail })
    expect(await tried(output, { fresh: true })).toEqual({ status: 'pass', detail })
    expect(readFileSync(output, 'utf8')).toHaveLength(2_500_000)
  })

  it('warns of the rest of a run whose journal is gone', async () => {
    writeFileSync(join(folder, 'readings.checkpoint'), '')
    expect(await check('readings.jsonl')).toMatchObject({ status: 'warn', detail: join(folder, 'readings.jsonl') })
    expect(await tried(join(folder, 'readings.jsonl'), { resume: true })).toMatchObject({ status: 'pass' })
  })

  it('fails where a file stands in the way', async () => {
    writeFileSync(join(folder, 'data'), '')
    expect(await check('data', 'readings.jsonl')).toMatchObject({
      status: 'fail',
      detail: `${join(folder, 'data')} is not a folder`,
      fix: expect.stringContaining('--output'),
    })
  })

  it('fails when the output itself is a folder', async () => {
    mkdirSync(join(folder, 'readings.jsonl'))
    expect(await check('readings.jsonl')).toMatchObject({ status: 'fail' })
  })

  it.runIf(process.platform === 'linux')('fails where nobody can write', async () => {
    const result = await tried('/proc/readings.jsonl')
    expect(result).toMatchObject({ status: 'fail', detail: expect.stringContaining('/proc/readings.jsonl') })
  })
})
