import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tidySegments } from './segment-archive.ts'

let folder: string
let output: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'))
  output = join(folder, 'r.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

const put = (name: string, content: string | Buffer = name) => writeFileSync(join(folder, name), content)
const names = () => readdirSync(folder).sort()
const segments = (...days: number[]) => days.map((day) => `r.2026-11-0${day}.jsonl`)

describe('tidySegments', () => {
  it('compresses all closed segments but the newest day and leaves the active one alone', async () => {
    for (const name of [...segments(1, 2, 3), 'r.jsonl', 'r.checkpoint']) put(name)
    const report = await tidySegments(output, 0)
    expect(report.failed).toEqual([])
    expect(report.compressed).toHaveLength(2)
    expect(names()).toEqual([
      'r.2026-11-01.jsonl.gz',
      'r.2026-11-02.jsonl.gz',
      'r.2026-11-03.jsonl',
      'r.checkpoint',
      'r.jsonl',
    ])
    expect(gunzipSync(readFileSync(join(folder, 'r.2026-11-01.jsonl.gz'))).toString()).toBe('r.2026-11-01.jsonl')
  })

  it('deletes what is older than the days to keep, compressed or not', async () => {
    for (const name of segments(2, 3, 4)) put(name)
    put('r.2026-11-01.jsonl.gz')
    const report = await tidySegments(output, 2)
    expect(report.deleted.map((path) => path.slice(folder.length + 1))).toEqual([
      'r.2026-11-01.jsonl.gz',
      'r.2026-11-02.jsonl',
    ])
    expect(names()).toEqual(['r.2026-11-03.jsonl.gz', 'r.2026-11-04.jsonl'])
  })

  it('keeps what is still to be delivered, however old', async () => {
    for (const name of segments(1, 2, 3, 4)) put(name)
    const report = await tidySegments(output, 1, '2026-11-02')
    expect(report.deleted).toHaveLength(1)
    expect(names()).toEqual(['r.2026-11-02.jsonl.gz', 'r.2026-11-03.jsonl.gz', 'r.2026-11-04.jsonl'])
  })

  it('finishes what an interrupted call left: a partial copy, or a copy beside its original', async () => {
    put('r.2026-11-01.jsonl')
    put('r.2026-11-01.jsonl.gz.tmp', 'partial')
    put('r.2026-11-02.jsonl', 'two')
    put('r.2026-11-02.jsonl.gz', gzipSync('two'))
    put('r.2026-11-03.jsonl')
    await tidySegments(output, 0)
    expect(names()).toEqual(['r.2026-11-01.jsonl.gz', 'r.2026-11-02.jsonl.gz', 'r.2026-11-03.jsonl'])
    expect(gunzipSync(readFileSync(join(folder, 'r.2026-11-01.jsonl.gz'))).toString()).toBe('r.2026-11-01.jsonl')
    expect(gunzipSync(readFileSync(join(folder, 'r.2026-11-02.jsonl.gz'))).toString()).toBe('two')
  })

  it('keeps the original and reports it when it cannot be compressed', async () => {
    for (const name of segments(1, 2)) put(name)
    mkdirSync(join(folder, 'r.2026-11-01.jsonl.gz'))
    const report = await tidySegments(output, 0)
    expect(report.failed).toHaveLength(1)
    expect(report.failed[0].path).toBe(join(folder, 'r.2026-11-01.jsonl'))
    expect(report.failed[0].reason).toMatch(/EISDIR|EEXIST|ENOTEMPTY/)
    expect(readFileSync(join(folder, 'r.2026-11-01.jsonl'), 'utf8')).toBe('r.2026-11-01.jsonl')
    expect(names()).not.toContain('r.2026-11-01.jsonl.gz.tmp')
  })
})
