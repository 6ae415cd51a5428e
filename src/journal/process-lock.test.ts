import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquireProcessLock, lockHolder } from './process-lock.ts'

const MODULE = fileURLToPath(new URL('process-lock.ts', import.meta.url))
/** Takes the lock when told, says whether it got it, and keeps it until told to let go. */
const CONTENDER = `const { acquireProcessLock } = await import(${JSON.stringify(MODULE)})
  const { createInterface } = await import('node:readline')
  let lock
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line === 'leave') return process.exit()
    try { lock = acquireProcessLock(process.argv[1], 'test', () => new Error('held')); console.log('got') }
    catch (error) { console.log(error.message) }
  })
  console.log('ready')`

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'process-lock-'))
  path = join(folder, 'x.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('acquireProcessLock', () => {
  it('says who holds it, since when and what for', () => {
    const before = new Date().toISOString()
    const lock = acquireProcessLock(path, 'a purpose', () => new Error('held'))
    const holder = lockHolder(path)
    expect(holder).toMatchObject({ pid: process.pid, host: hostname(), purpose: 'a purpose' })
    expect((holder?.since ?? '') >= before).toBe(true)
    lock.release()
    expect(lockHolder(path)).toBeNull()
    expect(readdirSync(folder)).toEqual([])
  })

  it('reads a lock of an older version', () => {
    writeFileSync(path, JSON.stringify({ pid: process.pid, host: hostname(), started: null }))
    expect(lockHolder(path)).toBeNull()
    writeFileSync(path, JSON.stringify({ pid: process.ppid, host: hostname(), started: null }))
    expect(lockHolder(path)).toMatchObject({ pid: process.ppid, since: null, purpose: null })
  })

  it('takes over the claim of one that died while it took over', () => {
    const dead = JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), started: null })
    writeFileSync(path, dead)
    writeFileSync(`${path}.${createHash('sha256').update(dead).digest('hex').slice(0, 16)}`, dead)
    const lock = acquireProcessLock(path, 'test', () => new Error('held'))
    expect(lock.tookOver).toBe(true)
    expect(readdirSync(folder)).toContain('x.lock')
    lock.release()
  })

  it('goes to exactly one of many who find it dead at once', async () => {
    const contenders = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', CONTENDER, path], {
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    )
    const said = async (): Promise<string[]> =>
      Promise.all(contenders.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()))
    try {
      expect(await said()).toEqual(contenders.map(() => 'ready'))
      for (let round = 0; round < 25; round++) {
        writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 1 + round, host: hostname(), started: null }))
        const answers = said()
        for (const { stdin } of contenders) stdin.write('take\n')
        expect((await answers).toSorted()).toEqual(['got', 'held', 'held', 'held'])
        expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ purpose: 'test' })
      }
    } finally {
      for (const { stdin } of contenders) stdin.end('leave\n')
      await Promise.all(contenders.map((child) => once(child, 'exit')))
    }
  })
})
