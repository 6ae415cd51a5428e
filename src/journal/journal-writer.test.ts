import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { RunError } from '../errors/problem.ts'
import { JournalWriter } from './journal-writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'journal-writer-'))
const path = join(folder, 'readings.jsonl')
afterAll(() => rmSync(folder, { recursive: true }))

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('JournalWriter', () => {
  it('writes blocks in order and is durable after flush', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ maxLength: 200 }), { maxLength: 12 }),
        fc.boolean(),
        async (blocks, sync) => {
          rmSync(path, { force: true })
          const writer = await JournalWriter.open(path, 0, { syncBlocks: sync })
          for (const block of blocks) await writer.append(bytesOf(block))
          await writer.flush()
          expect(readFileSync(path, 'utf8')).toBe(blocks.join(''))
          expect(writer.durableLength).toBe(writer.length)
          await writer.close()
        },
      ),
      { numRuns: 30 },
    )
  })

  it('lets two buffers alternate, shared memory included', async () => {
    rmSync(path, { force: true })
    const buffers = [new Uint8Array(new SharedArrayBuffer(100_000)), new Uint8Array(new SharedArrayBuffer(100_000))]
    const writer = await JournalWriter.open(path)
    for (let block = 0; block < 20; block++) {
      const buffer = buffers[block % 2].fill(65 + block)
      await writer.append(buffer)
    }
    await writer.close()
    const written = readFileSync(path)
    for (let block = 0; block < 20; block++) {
      expect(written.subarray(block * 100_000, (block + 1) * 100_000).every((byte) => byte === 65 + block)).toBe(true)
    }
  })

  it('continues behind the valid part and cuts off the rest', async () => {
    writeFileSync(path, 'valid\ntorn')
    const writer = await JournalWriter.open(path, 6)
    expect(statSync(path).size).toBe(6)
    await writer.append(bytesOf('next\n'))
    await writer.close()
    await writer.close()
    expect(readFileSync(path, 'utf8')).toBe('valid\nnext\n')
  })

  it('refuses a file that has become shorter', async () => {
    writeFileSync(path, 'short')
    await expect(JournalWriter.open(path, 6)).rejects.toThrow(/has become shorter: 5 bytes instead of 6/)
  })

  it.runIf(existsSync('/dev/full'))('explains a full disk and stays failed', async () => {
    const writer = await JournalWriter.open('/dev/full')
    await writer.append(bytesOf('line\n'))
    const message = /no space left on the device \(ENOSPC\)\. Its first 0 bytes, all whole ticks, stay valid\. Free/
    await expect(writer.flush()).rejects.toThrow(message)
    await expect(writer.append(bytesOf('line\n'))).rejects.toThrow(RunError)
    await expect(writer.close()).rejects.toThrow(message)
  })

  it.skipIf(process.platform === 'win32')('cuts a partly written tick off when the file may not grow', () => {
    // The limit makes the system write a part of the block first, then refuse the rest, as a full disk does.
    const program = `
      const { JournalWriter } = await import(${JSON.stringify(fileURLToPath(new URL('journal-writer.ts', import.meta.url)))})
      const writer = await JournalWriter.open(process.argv[1])
      const half = Buffer.alloc(700, 'x')
      try {
        for (let tick = 0; tick < 100; tick++) {
          await writer.append(half, false)
          await writer.append(half, true)
        }
        await writer.close()
      } catch (error) {
        process.stdout.write(error.name + ': ' + error.message)
      }`
    rmSync(path, { force: true })
    const command = 'ulimit -f 8; exec "$0" --import tsx --input-type=module -e "$1" "$2"'
    const { stdout } = spawnSync('sh', ['-c', command, process.execPath, program, path], { encoding: 'utf8' })
    expect(stdout).toMatch(/^RunError: .*EFBIG.*all whole ticks, stay valid\. Raise that limit/)
    const { size } = statSync(path)
    expect(size).toBeGreaterThan(0)
    expect(size % 1400).toBe(0)
    expect(stdout).toContain(`Its first ${size} bytes`)
  })
})
