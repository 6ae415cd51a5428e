import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RunError } from '../errors/problem.ts'
import { JournalComparison } from './journal-replay.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'))
  path = join(folder, 'r.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

const encoder = new TextEncoder()

/** Pages as a simulation writes them: lines of equal ticks differ in little but their time. */
const PAGES = Array.from({ length: 6 }, (_, tick) =>
  Array.from({ length: 3 }, (_, meter) => `{"timestamp":"2025-01-01T0${tick}:00:00Z","meter_id":"M${meter}"}\n`).join(
    '',
  ),
)

/** Compares pages with the file from a position on, and tells which page was the first to differ. */
async function firstDifference(pages: readonly string[], position = 0): Promise<number | null> {
  const comparison = await JournalComparison.open(path, position)
  try {
    for (const [k, page] of pages.entries()) {
      try {
        await comparison.expect(encoder.encode(page))
      } catch (error) {
        expect(error).toBeInstanceOf(RunError)
        return k
      }
    }
    return null
  } finally {
    await comparison.close()
  }
}

describe('JournalComparison', () => {
  it('accepts what the journal holds, from any page on and in pages of any size', async () => {
    const text = PAGES.join('')
    writeFileSync(path, text)
    expect(await firstDifference(PAGES)).toBeNull()
    expect(await firstDifference(PAGES.slice(2), PAGES[0].length + PAGES[1].length)).toBeNull()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(text.length), { maxLength: 8 }), async (cuts) => {
        const ends = [0, ...cuts.sort((a, b) => a - b), text.length]
        expect(await firstDifference(ends.slice(1).map((end, k) => text.slice(ends[k], end)))).toBeNull()
      }),
      { numRuns: 20 },
    )
  })

  it('finds a difference at any byte, in the page it is in', async () => {
    const text = PAGES.join('')
    for (let at = 0; at < text.length; at += 7) {
      const bytes = encoder.encode(text)
      bytes[at] ^= 0x20
      writeFileSync(path, bytes)
      expect(await firstDifference(PAGES)).toBe(Math.floor(at / PAGES[0].length))
    }
  })

  it('finds the end of a journal that is too short, wherever it is', async () => {
    const text = PAGES.join('')
    for (let length = 0; length < text.length; length += 5) {
      writeFileSync(path, text.slice(0, length))
      expect(await firstDifference(PAGES)).toBe(Math.floor(length / PAGES[0].length))
    }
  })

  it('names the file, the byte after which it differs, and the ways on', async () => {
    writeFileSync(path, `${PAGES[0]}other`)
    const comparison = await JournalComparison.open(path, 0)
    await comparison.expect(encoder.encode(PAGES[0]))
    await expect(comparison.expect(encoder.encode(PAGES[1]))).rejects.toThrow(
      `${path} was not written by this version and machine`,
    )
    await expect(comparison.expect(encoder.encode(PAGES[1]))).rejects.toThrow(
      new RegExp(`after byte ${PAGES[0].length}\\..*--fresh.*Nothing was changed`),
    )
    await comparison.close()
  })
})
