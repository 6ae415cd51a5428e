import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seal } from '../certificates/hash-chain.ts'
import { JournalDamage } from './journal-damage.ts'
import { parseRecord } from './record-lines.ts'
import { STREAM_BEGIN } from './record-stream.ts'
import { rejectedPath, repairFile } from './repair-journal.ts'
import type { RunManifest } from './run-manifest.ts'
import { StreamReader } from './stream-reader.ts'
import { type FileReport, verifyJournal } from './verify-journal.ts'

let folder: string
let output: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'))
  output = join(folder, 'r.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

const meters = ['A', 'B', 'C'].map((meter_id) => ({
  meter_id,
  meter_type: 'Grid_Consumer',
  user_type: 'Consumer',
  location: '',
  building: null,
  zone: null,
  pv_capacity_kw: 0,
  battery_capacity_kwh: 0,
}))
const RUN: RunManifest = {
  format: 1,
  run_id: 'r',
  fingerprint: 'f',
  program_version: '0',
  campus: 'c',
  time_zone: 'UTC',
  currency: 'USD',
  market: 'none',
  start: '2026-01-01T00:00:00Z',
  interval_seconds: 60,
  seed: 1,
  meters,
}

const time = (tick: number): string => `2026-01-01T00:${String(tick).padStart(2, '0')}:00Z`
/** The three readings of some ticks. */
const ticks = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => from + i).flatMap((tick) =>
    meters.map(({ meter_id }) => `{"timestamp":"${time(tick)}","meter_id":"${meter_id}"}`),
  )
const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

async function verify(): Promise<FileReport[]> {
  const reports: FileReport[] = []
  for await (const report of verifyJournal(output, RUN)) reports.push(report)
  return reports
}
const faults = async (): Promise<string[]> =>
  (await verify()).flatMap((report) => report.faults.map(({ line, what, kind }) => `${line} ${kind}: ${what}`))

async function repair(): Promise<number> {
  let taken = 0
  for (const report of await verify()) taken += await repairFile(report)
  return taken
}

async function readAll(): Promise<string[]> {
  const reader = new StreamReader(output, 'readings')
  const lines: string[] = []
  let position = STREAM_BEGIN
  try {
    for (;;) {
      const batch = await reader.read(position, { records: 2, bytes: 100 })
      if (batch === null) return lines
      lines.push(...batch.lines.map((line) => Buffer.from(line).toString()))
      position = batch.until
    }
  } finally {
    await reader.close()
  }
}

describe('verifyJournal', () => {
  it('finds nothing in a whole journal, over all its files', async () => {
    writeFileSync(join(folder, 'r.2026-01-01.jsonl.gz'), gzipSync(text(ticks(1, 4))))
    writeFileSync(output, text(ticks(4, 6)))
    writeFileSync(join(folder, 'r.trades.jsonl'), text(['{"timestamp":"2026-01-01T00:15:00Z"}']))
    expect((await verify()).map(({ stream, records, faultCount }) => [stream, records, faultCount])).toEqual([
      ['readings', 9, 0],
      ['readings', 6, 0],
      ['trades', 1, 0],
    ])
  })

  it.each([
    ['missing', 4, 1, [], ['5 order: C at 2026-01-01T00:02:00Z stands where B at 2026-01-01T00:02:00Z belongs']],
    [
      'doubled',
      4,
      0,
      [ticks(2, 3)[0]],
      ['5 order: A at 2026-01-01T00:02:00Z stands where B at 2026-01-01T00:02:00Z belongs'],
    ],
    ['unreadable', 4, 1, ['{"timest'], ['5 unreadable: this is no record']],
    ['of another kind', 4, 1, ['{"time":1}'], ['5 unreadable: this is no record']],
  ])('tells of a reading that is %s', async (_what, at, removed, added, expected) => {
    const lines = ticks(1, 4)
    lines.splice(at, removed, ...added.map(String))
    writeFileSync(output, text(lines))
    expect(await faults()).toEqual(expected)
  })

  it('knows a torn end, which the next start cuts off', async () => {
    writeFileSync(output, `${text(ticks(1, 4))}\0\0\0\n{"timesta`)
    expect(await faults()).toEqual(['10 torn: this is no record', '11 torn: the line has no end'])
  })

  it('tells of a slot before the one it follows', async () => {
    writeFileSync(join(folder, 'r.trades.jsonl'), text([`{"timestamp":"${time(5)}"}`, `{"timestamp":"${time(4)}"}`]))
    expect(await faults()).toEqual([`2 order: ${time(4)} follows ${time(5)}`])
  })

  it.each(['commands', 'control_actions', 'alerts'])('reads %s, whatever their order', async (stream) => {
    const path = join(folder, `r.${stream}.jsonl`)
    writeFileSync(
      path,
      text([`{"timestamp":"${time(5)}"}`, `{"timestamp":"${time(4)}"}`, `{"timestamp":"${time(6)}"}`]),
    )
    expect(await verify()).toMatchObject([{ stream, records: 3, faultCount: 0 }])
    writeFileSync(path, readFileSync(path, 'utf8').replace(time(4), 'soon'))
    expect(await faults()).toEqual(['2 unreadable: this is no record'])
  })

  it('tells of a certificate that was changed', async () => {
    const lines: string[] = []
    const entry = {
      timestamp: time(0),
      event: 'issued' as const,
      certificate_id: 'c',
      parent_id: null,
      meter_id: 'A',
      owner: 'A',
      actor: 'issuer',
      beneficiary: null,
      interval_start: time(0),
      interval_end: time(1),
      serial_start: 1,
      serial_end: 5,
      energy_wh: 5,
      emission_factor: 0.5,
      carbon_offset_kg: 0.0025,
      consumption_start: null,
      consumption_end: null,
    }
    seal('0'.repeat(64), [entry, { ...entry, serial_start: 6, serial_end: 10 }], (line) => lines.push(line))
    const path = join(folder, 'r.renewable_certificates.jsonl')
    writeFileSync(path, lines.join(''))
    expect(await faults()).toEqual([])
    writeFileSync(path, lines.join('').replace('"owner":"A"', '"owner":"B"'))
    expect(await faults()).toEqual([expect.stringMatching(/^1 order: the hash chain is broken: hash is /)])
  })

  it('refuses a file that cannot be decompressed', async () => {
    writeFileSync(join(folder, 'r.2026-01-01.jsonl.gz'), gzipSync(text(ticks(1, 4))).subarray(0, 40))
    await expect(verify()).rejects.toThrow(JournalDamage)
  })
})

/** What an entry of a file of rejected lines holds. */
function rejectedText(entry: string): string {
  const { base64 }: { base64: string } = JSON.parse(entry)
  return Buffer.from(base64, 'base64').toString()
}

describe('repairFile', () => {
  it.each([false, true])('makes all that is good readable again (compressed: %j)', async (compressed) => {
    const lines = ticks(1, 6)
    lines[4] = '{"timestamp":"2026-01\0\0\0'
    lines[5] = 'x'
    lines[10] = '{}'
    const good = lines.filter((_, i) => ![4, 5, 10].includes(i))
    const path = compressed ? join(folder, 'r.2026-01-01.jsonl.gz') : output
    writeFileSync(path, compressed ? gzipSync(text(lines)) : text(lines))
    await expect(readAll()).rejects.toThrow(JournalDamage)
    expect(await repair()).toBe(3)
    expect(await readAll()).toEqual(good)
    const mended = compressed ? gunzipSync(readFileSync(path)).toString() : readFileSync(path, 'utf8')
    expect(mended).toHaveLength(text(lines).length)
    const kept = readFileSync(rejectedPath(path), 'utf8').trim().split('\n')
    expect(kept.map(rejectedText)).toEqual([lines[4], lines[5], lines[10]])
    expect(await repair()).toBe(0)
  })

  it('cuts a torn end off, of a closed file as well', async () => {
    writeFileSync(join(folder, 'r.2026-01-01.jsonl'), `${text(ticks(1, 3))}{"times`)
    writeFileSync(output, `${text(ticks(3, 5))}\0\0\n`)
    expect(await repair()).toBe(2)
    expect(await readAll()).toEqual(ticks(1, 5))
  })

  it('leaves a whole journal alone', async () => {
    writeFileSync(output, text(ticks(1, 4)))
    expect(await repair()).toBe(0)
    expect(readdirSync(folder)).toEqual(['r.jsonl'])
  })

  it('keeps every good line, in its place, whatever is damaged', async () => {
    const damage = fc.array(fc.tuple(fc.nat(500), fc.uint8Array({ minLength: 1, maxLength: 30 })), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(damage, fc.uint8Array({ maxLength: 20 }), async (spots, tail) => {
        rmSync(folder, { recursive: true })
        folder = mkdtempSync(join(tmpdir(), 'verify-'))
        output = join(folder, 'r.jsonl')
        const bytes = Buffer.from(text(ticks(1, 6)))
        for (const [at, change] of spots) {
          // Line breaks stay, so that what is good is known.
          change.forEach((byte, i) => {
            if (bytes[at + i] !== 0x0a && byte !== 0x0a && at + i < bytes.length) bytes[at + i] = byte
          })
        }
        writeFileSync(output, bytes)
        appendFileSync(
          output,
          tail.map((byte) => (byte === 0x0a ? 0 : byte)),
        )
        const good = bytes
          .toString('utf8')
          .split('\n')
          .filter((line) => parseRecord(line) !== null)
        await repair()
        const read = await readAll()
        expect(read.map(parseRecord)).toEqual(good.map(parseRecord))
      }),
      { numRuns: 100 },
    )
  })
})
