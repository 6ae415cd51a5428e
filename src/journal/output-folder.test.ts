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

describe('prepareOutputFolder', () => {
  it('creates missing folders and leaves nothing in them', () => {
    prepareOutputFolder(join(folder, 'a', 'b', 'r.jsonl'))
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual([])
    prepareOutputFolder(join(folder, 'a', 'b', 'r.jsonl'))
  })

  it('refuses a path through a file', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => prepareOutputFolder(join(folder, 'file', 'r.jsonl'), 'OUTPUT_FILE')).toThrow(UsageError)
    expect(() => prepareOutputFolder(join(folder, 'file', 'deep', 'r.jsonl'), 'OUTPUT_FILE')).toThrow(
      /^OUTPUT_FILE: output folder = .*: expected a path whose parents are folders\. /,
    )
  })

  it('refuses a folder given as the file', () => {
    mkdirSync(join(folder, 'data'))
    expect(() => prepareOutputFolder(join(folder, 'data'))).toThrow(/a file in that folder, such as .*meter_readings/)
  })

  it.runIf(existsSync('/dev/null'))('refuses a device, which cannot be read back', () => {
    expect(() => prepareOutputFolder('/dev/null')).toThrow(/a regular file|a folder/)
  })

  it.runIf(existsSync('/proc/self'))('refuses a folder that cannot be made', () => {
    expect(() => prepareOutputFolder('/proc/nowhere/r.jsonl')).toThrow(UsageError)
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('refuses a read-only folder', () => {
    chmodSync(folder, 0o555)
    try {
      expect(() => prepareOutputFolder(join(folder, 'r.jsonl'))).toThrow(/a folder this user may write to/)
    } finally {
      chmodSync(folder, 0o755)
    }
  })
})
