import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UsageError } from '../errors/problem.ts'
import { processIdentity } from './process-identity.ts'
import { acquireRunLock } from './run-lock.ts'

const ORIGIN = { source: 'environment', key: 'OUTPUT_FILE', value: 'r.jsonl' }

let folder: string
let output: string
let lock: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-lock-'))
  output = join(folder, 'r.jsonl')
  lock = join(folder, 'r.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('acquireRunLock', () => {
  it('is exclusive until it is released', () => {
    const first = acquireRunLock(output, ORIGIN)
    expect(first.tookOver).toBe(false)
    expect(() => acquireRunLock(output, ORIGIN)).toThrow(UsageError)
    expect(() => acquireRunLock(output, ORIGIN)).toThrow(
      new RegExp(`^environment: OUTPUT_FILE = r\\.jsonl: .* Process ${process.pid} is writing it`),
    )
    first.release()
    first.release()
    expect(existsSync(lock)).toBe(false)
    acquireRunLock(output, ORIGIN).release()
  })

  it('refuses while another process holds it and takes over when that was killed', async () => {
    const module = fileURLToPath(new URL('run-lock.ts', import.meta.url))
    const program = `const { acquireRunLock } = await import(${JSON.stringify(module)})
      acquireRunLock(process.argv[1], {}); setInterval(() => {}, 1000); process.stdout.write('held')`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program, output], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      await once(child.stdout, 'data')
      expect(() => acquireRunLock(output, ORIGIN)).toThrow(new RegExp(`Process ${child.pid} is writing it`))
    } finally {
      child.kill('SIGKILL')
    }
    await once(child, 'exit')
    const mine = acquireRunLock(output, ORIGIN)
    expect(mine.tookOver).toBe(true)
    expect(readdirSync(folder)).toEqual(['r.lock'])
    mine.release()
  })

  it.runIf(processIdentity(process.pid).started !== null)('takes over from a process whose number was reused', () => {
    writeFileSync(lock, JSON.stringify({ ...processIdentity(process.pid), started: 'another boot 1' }))
    const mine = acquireRunLock(output, ORIGIN)
    expect(mine.tookOver).toBe(true)
    mine.release()
  })

  it('believes a lock of another machine only while it is refreshed', () => {
    writeFileSync(lock, JSON.stringify({ pid: 1, host: 'elsewhere', started: null }))
    expect(() => acquireRunLock(output, ORIGIN)).toThrow(/Process 1 on elsewhere is writing it/)
    const longAgo = new Date(Date.now() - 120_000)
    utimesSync(lock, longAgo, longAgo)
    acquireRunLock(output, ORIGIN).release()
  })

  it('takes an unreadable lock for one being written, until it is old', () => {
    writeFileSync(lock, '')
    expect(() => acquireRunLock(output, ORIGIN)).toThrow(/Another simulator is writing it/)
    const longAgo = new Date(Date.now() - 120_000)
    utimesSync(lock, longAgo, longAgo)
    acquireRunLock(output, ORIGIN).release()
  })

  it('does not release what another simulator took over', () => {
    const mine = acquireRunLock(output, ORIGIN)
    writeFileSync(lock, 'theirs')
    mine.release()
    expect(readFileSync(lock, 'utf8')).toBe('theirs')
  })
})
