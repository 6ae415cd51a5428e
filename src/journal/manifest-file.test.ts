import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refusalLines } from '../errors/refusal.fixture.ts'
import { derivedRunId, readManifest, writeManifest } from './manifest-file.ts'
import type { MeterEntry, RunManifest } from './run-manifest.ts'

let folder: string
let output: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-'))
  output = join(folder, 'r.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

const meter = (k: number): MeterEntry => ({
  meter_id: `M${k}`,
  meter_type: 'Solar_Prosumer',
  user_type: 'Prosumer',
  location: 'อาคาร 1',
  building: 'Building 1',
  zone: null,
  pv_capacity_kw: 12.5,
  battery_capacity_kwh: 0,
})
const run = (meters: number): RunManifest => ({
  format: 1,
  run_id: 'a',
  fingerprint: 'f',
  program_version: '0.1.0',
  campus: 'UTCC',
  time_zone: 'Asia/Bangkok',
  currency: 'THB',
  market: 'none',
  start: '2026-01-01T00:00:00Z',
  interval_seconds: 15,
  seed: 42,
  meters: Array.from({ length: meters }, (_, k) => meter(k)),
})

describe('the manifest of a run', () => {
  it.each([0, 1, 3, 20_001])('is read back as it was written, with %i meters', async (meters) => {
    await writeManifest(output, run(meters))
    expect(readManifest(output)).toEqual(run(meters))
    expect(readdirSync(folder)).toEqual(['r.run.json'])
    expect(JSON.parse(readFileSync(join(folder, 'r.run.json'), 'utf8'))).toEqual(run(meters))
  })

  it('may be missing', () => {
    expect(readManifest(output)).toBeNull()
  })

  it.each([
    ['{"format":2}', 'format'],
    ['{"format', 'file'],
    [JSON.stringify({ ...run(1), seed: 'x' }), 'seed'],
  ])('is refused when it is %s', (text, key) => {
    writeFileSync(join(folder, 'r.run.json'), text)
    expect(refusalLines(() => readManifest(output))).toEqual([expect.stringMatching(`^.*r\\.run\\.json: ${key}: `)])
  })
})

describe('derivedRunId', () => {
  it('is the same for the same run and has the form of a UUID', () => {
    expect(derivedRunId('abc', 0)).toBe(derivedRunId('abc', 0))
    expect(derivedRunId('abc', 0)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })

  it('differs for any other fingerprint or start', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer(), fc.integer(), (a, b, from, to) => {
        fc.pre(a !== b || from !== to)
        expect(derivedRunId(a, from)).not.toBe(derivedRunId(b, to))
      }),
    )
  })
})
