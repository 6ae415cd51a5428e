import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JournalDamage } from './journal-damage.ts'
import { STREAM_BEGIN, type StreamPosition } from './record-stream.ts'
import { StreamReader } from './stream-reader.ts'

let folder: string
let output: string
let readers: StreamReader[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stream-reader-'))
  output = join(folder, 'meter_readings.jsonl')
  readers = []
})

afterEach(async () => {
  for (const reader of readers) await reader.close()
  rmSync(folder, { recursive: true })
})

function readerOf(stream: 'readings' | 'trades' = 'readings'): StreamReader {
  const reader = new StreamReader(output, stream)
  readers.push(reader)
  return reader
}

const LIMITS = { records: 1000, bytes: 1_000_000 }

/** The lines of a day: `2026-01-0d`, meter m at minute k. */
const line = (day: number, k: number): string =>
  `{"timestamp":"2026-01-0${day}T00:${String(k).padStart(2, '0')}:00Z","meter_id":"M","n":${k}}\n`
const day = (number: number, count = 3): string => Array.from({ length: count }, (_, k) => line(number, k)).join('')

/** Reads until nothing more is there: the texts of all records, and where it ended. */
async function drain(
  reader: StreamReader,
  from: StreamPosition = STREAM_BEGIN,
  limits = LIMITS,
): Promise<{ texts: string[]; position: StreamPosition }> {
  const texts: string[] = []
  let position = from
  for (let batch = await reader.read(position, limits); batch !== null; batch = await reader.read(position, limits)) {
    texts.push(...batch.lines.map((bytes) => `${Buffer.from(bytes).toString()}\n`))
    expect(batch.records).toEqual(batch.lines.map((bytes): unknown => JSON.parse(Buffer.from(bytes).toString())))
    expect(batch.lines.length).toBeLessThanOrEqual(limits.records)
    position = batch.until
  }
  return { texts, position }
}

describe('StreamReader', () => {
  it('finds nothing where there is no file, and what comes later', async () => {
    const reader = readerOf()
    expect(await reader.read(STREAM_BEGIN, LIMITS)).toBeNull()
    writeFileSync(output, '{"timesta')
    expect(await reader.read(STREAM_BEGIN, LIMITS)).toBeNull()
    writeFileSync(output, day(1))
    const { texts, position } = await drain(reader)
    expect(texts.join('')).toBe(day(1))
    expect(position).toEqual({ segment: '2026-01-01T00:00:00.000Z', offset: day(1).length, records: 3 })
  })

  it('goes on where a file grows, line by whole line', async () => {
    const reader = readerOf()
    writeFileSync(output, line(1, 0) + line(1, 1).slice(0, 20))
    const first = await drain(reader)
    expect(first.texts).toEqual([line(1, 0)])
    appendFileSync(output, line(1, 1).slice(20))
    const second = await drain(reader, first.position)
    expect(second.texts).toEqual([line(1, 1)])
    expect(second.position.records).toBe(2)
  })

  it('follows a file that is closed, compressed and followed by the next', async () => {
    const reader = readerOf()
    writeFileSync(output, day(1))
    const first = await drain(reader, STREAM_BEGIN, { records: 2, bytes: 1_000_000 })
    appendFileSync(output, line(1, 3))
    renameSync(output, join(folder, 'meter_readings.2026-01-01.jsonl'))
    writeFileSync(output, day(2))
    const second = await drain(reader, first.position)
    expect(second.texts.join('')).toBe(line(1, 3) + day(2))

    writeFileSync(join(folder, 'meter_readings.2026-01-01.jsonl.gz'), gzipSync(day(1) + line(1, 3)))
    expect((await drain(readerOf())).texts).toHaveLength(7)
    rmSync(join(folder, 'meter_readings.2026-01-01.jsonl'))
    expect((await drain(readerOf())).texts.join('')).toBe(day(1) + line(1, 3) + day(2))
    expect((await drain(readerOf(), first.position)).texts.join('')).toBe(line(1, 3) + day(2))
  })

  it('waits where a power cut took the end, until it is written again', async () => {
    const reader = readerOf()
    writeFileSync(output, day(1))
    const { position } = await drain(reader)
    truncateSync(output, line(1, 0).length)
    expect((await drain(readerOf(), position)).texts).toEqual([])
    writeFileSync(output, day(1, 4))
    expect((await drain(readerOf(), position)).texts).toEqual([line(1, 3)])
    rmSync(output)
    expect((await drain(readerOf(), position)).texts).toEqual([])
  })

  it('reads streams of one file', async () => {
    writeFileSync(join(folder, 'trades.jsonl'), day(1))
    const { texts, position } = await drain(readerOf('trades'))
    expect(texts).toHaveLength(3)
    expect(position.segment).toBe('')
    expect((await drain(readerOf('trades'), position)).texts).toEqual([])
  })

  it('passes over blank lines, which a repair leaves behind', async () => {
    writeFileSync(output, `${line(1, 0)}${' '.repeat(40)}\n${line(1, 2)}${' '.repeat(9)}\n`)
    const { texts, position } = await drain(readerOf(), STREAM_BEGIN, { records: 1, bytes: 10 })
    expect(texts).toEqual([line(1, 0), line(1, 2)])
    expect(position.records).toBe(2)
  })

  it('refuses damage in the middle with its place, after all that comes before it', async () => {
    writeFileSync(output, `${line(1, 0)}{"timestamp":"2026-01-01T0\0\0\0\n${line(1, 2)}`)
    const reader = readerOf()
    const first = await reader.read(STREAM_BEGIN, LIMITS)
    expect(first?.lines).toHaveLength(1)
    const damaged = reader.read(first?.until ?? STREAM_BEGIN, LIMITS)
    await expect(damaged).rejects.toThrow(JournalDamage)
    await expect(damaged).rejects.toThrow(`${output}, byte ${line(1, 0).length}: `)
  })

  it('takes damage at the end for a torn tail, which the next start cuts off', async () => {
    writeFileSync(output, `${line(1, 0)}\0\0\0\n\0\0`)
    const reader = readerOf()
    const { position } = await drain(reader)
    writeFileSync(output, day(1))
    expect((await drain(reader, position)).texts).toEqual([line(1, 1), line(1, 2)])
  })

  it('refuses to go on from a file that is gone', async () => {
    writeFileSync(output, day(2))
    const gone = { segment: '2026-01-01T00:00:00.000Z', offset: 10, records: 1 }
    await expect(readerOf().read(gone, LIMITS)).rejects.toThrow(
      'the file that begins at 2026-01-01T00:00:00.000Z, from which to go on, is gone',
    )
  })

  it('refuses a closed file whose last line has no end', async () => {
    writeFileSync(join(folder, 'meter_readings.2026-01-01.jsonl'), day(1).slice(0, -5))
    writeFileSync(output, day(2))
    await expect(drain(readerOf())).rejects.toThrow('its last line has no end')
  })

  it('reads a line that is longer than a batch', async () => {
    const long = `{"timestamp":"2026-01-01T00:00:00Z","meter_id":"${'M'.repeat(3_000_000)}"}\n`
    writeFileSync(output, line(1, 0) + long)
    expect((await drain(readerOf(), STREAM_BEGIN, { records: 10, bytes: 100 })).texts).toEqual([line(1, 0), long])
  })

  it('gives every record once, in order, wherever it is interrupted and however files are cut', async () => {
    const days = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
    const limits = fc.record({ records: fc.integer({ min: 1, max: 5 }), bytes: fc.integer({ min: 1, max: 400 }) })
    await fc.assert(
      fc.asyncProperty(days, limits, fc.boolean(), async (counts, batch, compressed) => {
        rmSync(folder, { recursive: true })
        folder = mkdtempSync(join(tmpdir(), 'stream-reader-'))
        output = join(folder, 'meter_readings.jsonl')
        counts.forEach((count, i) => {
          const text = day(i + 1, count)
          const closed = join(folder, `meter_readings.2026-01-0${i + 1}.jsonl`)
          if (i === counts.length - 1) writeFileSync(output, text)
          else if (compressed) writeFileSync(`${closed}.gz`, gzipSync(text))
          else writeFileSync(closed, text)
        })
        const texts: string[] = []
        let position = STREAM_BEGIN
        for (;;) {
          const reader = new StreamReader(output, 'readings')
          const batches = [await reader.read(position, batch)]
          if (batches[0] !== null && batches[0] !== undefined) {
            position = batches[0].until
            batches.push(await reader.read(position, batch))
          }
          await reader.close()
          const found = batches.filter((one) => one !== null)
          texts.push(...found.flatMap(({ lines }) => lines.map((bytes) => `${Buffer.from(bytes).toString()}\n`)))
          position = found.at(-1)?.until ?? position
          if (found.length === 0) break
        }
        expect(texts.join('')).toBe(counts.map((count, i) => day(i + 1, count)).join(''))
        const reader = new StreamReader(output, 'readings')
        expect(await reader.behind(position)).toBe(0)
        expect(await reader.behind(STREAM_BEGIN)).toBe(texts.join('').length)
        await reader.close()
      }),
      { numRuns: 60 },
    )
  })
})
