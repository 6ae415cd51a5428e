import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closedSegmentPath, closedSegments, discardRun, existingRunFiles, journalFiles } from './journal-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function touch(...names: string[]): void {
  for (const name of names) writeFileSync(join(folder, name), '')
}

describe('journalFiles', () => {
  it('names the siblings of OUTPUT_FILE', () => {
    expect(journalFiles('data/meter_readings.jsonl')).toEqual({
      active: 'data/meter_readings.jsonl',
      folder: 'data',
      checkpoint: 'data/meter_readings.checkpoint',
      manifest: 'data/meter_readings.run.json',
      clients: 'data/meter_readings.clients.json',
      alerts: 'data/meter_readings.alerts.json',
      lock: 'data/meter_readings.lock',
    })
  })

  it('keeps a foreign extension, so that two outputs never share a sibling', () => {
    expect(journalFiles('a.json').lock).toBe('a.json.lock')
    expect(journalFiles('a.jsonl').lock).toBe('a.lock')
    expect(journalFiles('a.checkpoint').checkpoint).toBe('a.checkpoint.checkpoint')
  })
})

describe('closedSegments', () => {
  it('lists the segments of this output only, oldest first', () => {
    touch('r.jsonl', 'r.2026-11-22.jsonl.gz', 'r.2026-11-23.2.jsonl', 'r.2026-11-23.jsonl', 'r.2025-12-31.jsonl.gz')
    touch('other.2026-11-23.jsonl', 'r.2026-11-21.jsonl.gz.tmp', 'r.notes.jsonl', 'rr.2026-11-23.jsonl', 'r.lock')
    const output = join(folder, 'r.jsonl')
    expect(closedSegments(output)).toEqual([
      { path: join(folder, 'r.2025-12-31.jsonl.gz'), date: '2025-12-31', part: 1, compressed: true },
      { path: join(folder, 'r.2026-11-22.jsonl.gz'), date: '2026-11-22', part: 1, compressed: true },
      { path: closedSegmentPath(output, '2026-11-23'), date: '2026-11-23', part: 1, compressed: false },
      { path: closedSegmentPath(output, '2026-11-23', 2), date: '2026-11-23', part: 2, compressed: false },
    ])
  })

  it('is empty where the folder does not exist', () => {
    expect(closedSegments(join(folder, 'missing', 'r.jsonl'))).toEqual([])
  })
})

describe('discardRun', () => {
  it('deletes segments and checkpoints of this output and nothing else', () => {
    touch('r.jsonl', 'r.checkpoint', 'r.checkpoint.1', 'r.checkpoint.tmp', 'r.2026-11-22.jsonl.gz', 'r.lock', 'r.txt')
    const output = join(folder, 'r.jsonl')
    expect(existingRunFiles(output)).toHaveLength(5)
    discardRun(output)
    expect(readdirSync(folder).sort()).toEqual(['r.lock', 'r.txt'])
    expect(existingRunFiles(output)).toEqual([])
  })
  it('finds and deletes the streams beside the readings, of this output only', () => {
    touch(
      'r.jsonl',
      'r.trades.jsonl',
      'r.bills.jsonl',
      'r.renewable_certificates.jsonl',
      'r.commands.jsonl',
      'trades.jsonl',
      'rr.trades.jsonl',
    )
    const output = join(folder, 'r.jsonl')
    expect(existingRunFiles(output)).toEqual(
      ['r.jsonl', 'r.trades.jsonl', 'r.bills.jsonl', 'r.renewable_certificates.jsonl', 'r.commands.jsonl'].map((name) =>
        join(folder, name),
      ),
    )
    discardRun(output)
    expect(readdirSync(folder).sort()).toEqual(['rr.trades.jsonl', 'trades.jsonl'])
  })

  it('counts a stream alone as a run that was there', () => {
    touch('settlements.jsonl')
    const output = join(folder, 'meter_readings.jsonl')
    expect(existingRunFiles(output)).toEqual([join(folder, 'settlements.jsonl')])
  })
})
