import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UsageError } from '../errors/problem.ts'
import { prepareOutputFolder } from './output-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const prepare = (path: string): void =>
  prepareOutputFolder(path, { source: 'environment', key: 'OUTPUT_FILE', value: 'given' })

describe('prepareOutputFolder', () => {
  it('creates missing folders and leaves nothing in them', () => {
    prepare(join(folder, 'a', 'b', 'r.jsonl'))
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual([])
    prepare(join(folder, 'a', 'b', 'r.jsonl'))
  })

  it('refuses a path through a file', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => prepare(join(folder, 'file', 'r.jsonl'))).toThrow(UsageError)
    expect(() => prepare(join(folder, 'file', 'deep', 'r.jsonl'))).toThrow(
      /^environment: OUTPUT_FILE = given: expected a path whose parents are folders\. .*deep .*another --output\.$/,
    )
  })

  it('refuses a folder given as the file', () => {
    mkdirSync(join(folder, 'data'))
    expect(() => prepare(join(folder, 'data'))).toThrow(/a file in that folder, such as .*meter_readings/)
  })

  it('names the flag that gives another file', () => {
    const origin = { source: '.env:1', key: 'SUMMARY_FILE', value: 'given' }
    expect(() => prepareOutputFolder(folder, origin, '--summary')).toThrow(
      /^\.env:1: SUMMARY_FILE = given: .* Give another --summary\.$/,
    )
  })

  it.runIf(existsSync('/dev/null'))('refuses a device, which cannot be read back', () => {
    expect(() => prepare('/dev/null')).toThrow(/a regular file|a folder/)
  })

  it.runIf(existsSync('/proc/self'))('refuses a folder that cannot be made', () => {
    expect(() => prepare('/proc/nowhere/r.jsonl')).toThrow(UsageError)
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('refuses a read-only folder', () => {
    chmodSync(folder, 0o555)
    try {
      expect(() => prepare(join(folder, 'r.jsonl'))).toThrow(/a folder this user may write to/)
    } finally {
      chmodSync(folder, 0o755)
    }
  })
})
