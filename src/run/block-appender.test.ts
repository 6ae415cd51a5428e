import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JournalWriter } from '../journal/journal-writer.ts'
import { BlockAppender } from './block-appender.ts'

const MIB = 1024 * 1024

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'appender-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Bytes no two places of which are alike, so that lost, doubled and exchanged ones all show. */
function content(length: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4))
  for (let i = 0; i < words.length; i++) {
    words[i] = Math.imul(i + 1, 0x9e3779b1)
  }
  return new Uint8Array(words.buffer, 0, length)
}
const CONTENT = content(5 * MIB)

/** Blocks of a fortieth of the usual size: the same bounds are met without a third of a gigabyte for the disk to sync. */
const BLOCK = 100 * 1024

/** Sizes of pages: mostly small, sometimes nearly a block, rarely more than the whole buffer of two blocks. */
const pageSize = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: BLOCK / 200 }) },
  { weight: 3, arbitrary: fc.integer({ min: BLOCK / 4, max: BLOCK }) },
  { weight: 1, arbitrary: fc.integer({ min: 2 * BLOCK - 10, max: 2.25 * BLOCK }) },
)

describe('BlockAppender', () => {
  it('brings pages of any size to the journal in order, though their bytes are reused', async () => {
    const buffer = new Uint8Array(3 * BLOCK)
    const ticks = fc.array(fc.array(pageSize, { maxLength: 3 }), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(ticks, fc.nat(), async (pages, flushAfter) => {
        const path = join(folder, 'any.jsonl')
        rmSync(path, { force: true })
        const writer = await JournalWriter.open(path)
        const appender = new BlockAppender(writer, BLOCK)
        let taken = 0
        for (const [tick, sizes] of pages.entries()) {
          for (const size of sizes) {
            buffer.set(CONTENT.subarray(taken, taken + size))
            await appender.take(buffer.subarray(0, size))
            buffer.fill(0, 0, size)
            taken += size
            expect(appender.length).toBe(taken)
          }
          await appender.endTick()
          if (tick === flushAfter % 6) {
            await appender.flush()
            expect(writer.durableLength).toBe(taken)
            expect(readFileSync(path)).toHaveLength(taken)
          }
        }
        await appender.flush()
        await writer.close()
        expect(Buffer.compare(readFileSync(path), CONTENT.subarray(0, taken))).toBe(0)
      }),
      { numRuns: 20 },
    )
  })

  it('hands a block over at the end of a tick once it is full, and keeps less to itself', async () => {
    const writer = await JournalWriter.open(join(folder, 'blocks.jsonl'))
    const appender = new BlockAppender(writer)
    await appender.take(CONTENT.subarray(0, 4 * MIB - 1))
    await appender.endTick()
    expect(writer.length).toBe(0)
    await appender.take(CONTENT.subarray(0, 1))
    expect(writer.length).toBe(0)
    await appender.endTick()
    expect(writer.length).toBe(4 * MIB)
    expect(appender.length).toBe(4 * MIB)
    await writer.close()
  })

  it('goes on in another segment after a switch, counting its bytes', async () => {
    const [first, second] = [join(folder, 'first.jsonl'), join(folder, 'second.jsonl')]
    const before = await JournalWriter.open(first)
    const appender = new BlockAppender(before)
    await appender.take(CONTENT.subarray(0, 100))
    await appender.flush()
    await before.close()
    const after = await JournalWriter.open(second)
    appender.switchTo(after)
    expect(appender.length).toBe(0)
    await appender.take(CONTENT.subarray(100, 250))
    expect(appender.length).toBe(150)
    await appender.flush()
    await after.close()
    expect([...readFileSync(first), ...readFileSync(second)]).toEqual([...CONTENT.subarray(0, 250)])
  })
})
