import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { UsageError } from '../errors/problem.ts'
import { describeCut, recoverJournal } from './journal-recovery.ts'

const folder = mkdtempSync(join(tmpdir(), 'journal-recovery-'))
const path = join(folder, 'readings.jsonl')
afterAll(() => rmSync(folder, { recursive: true }))

const START = Date.UTC(2025, 0, 1)
const timeOf = (tick: number): number => START + tick * 15_000
const fleet = (size: number) => ({ size, meterId: (index: number) => `METER_${index + 1}` })
const lineOf = (tick: number, index: number): string =>
  `${JSON.stringify({ timestamp: new Date(timeOf(tick)).toISOString(), meter_id: `METER_${index + 1}`, x: 'ä' })}\n`
const tickOf = (tick: number, size: number): string =>
  Array.from({ length: size }, (_, index) => lineOf(tick, index)).join('')
const journalOf = (ticks: number, size: number): string =>
  Array.from({ length: ticks }, (_, tick) => tickOf(tick + 1, size)).join('')

function recover(content: string | Buffer, size: number) {
  writeFileSync(path, content)
  return recoverJournal(path, fleet(size))
}

describe('recoverJournal', () => {
  it('finds nothing in a missing or an empty file', () => {
    const nothing = { lastTickMs: null, validLength: 0, cut: null }
    expect(recoverJournal(join(folder, 'missing.jsonl'), fleet(3))).toEqual(nothing)
    expect(recover('', 3)).toEqual(nothing)
  })

  it('keeps a journal that ends with a complete tick', () => {
    const content = journalOf(4, 3)
    expect(recover(content, 3)).toEqual({
      lastTickMs: timeOf(4),
      validLength: Buffer.byteLength(content),
      cut: null,
    })
  })

  it.each([1, 2, 5])('recovers whole ticks of %i meters from a cut at every byte', (size) => {
    const content = Buffer.from(journalOf(4, size))
    const tickBytes = content.length / 4
    for (let length = 0; length <= content.length; length++) {
      const { lastTickMs, validLength, cut } = recover(content.subarray(0, length), size)
      const ticks = Math.floor(length / tickBytes)
      expect(validLength).toBe(ticks * tickBytes)
      expect(lastTickMs).toBe(ticks === 0 ? null : timeOf(ticks))
      expect(cut?.bytes ?? 0).toBe(length - validLength)
    }
  })

  it('reports how much was cut and why', () => {
    const { cut } = recover(journalOf(2, 3) + lineOf(3, 0) + lineOf(3, 1).slice(0, 20), 3)
    expect(cut).toMatchObject({ readings: 1, damagedLines: 1 })
    expect(cut && describeCut(cut)).toMatch(
      /^Cut \d+ bytes off the end of the journal: 1 readings of an incomplete tick and 1 incomplete or damaged lines\.$/,
    )
  })

  it('cuts a damaged last line together with its tick', () => {
    const last = lineOf(3, 2)
    const damaged = `${'\0'.repeat(last.length - 1)}\n`
    const { lastTickMs, cut } = recover(journalOf(2, 3) + lineOf(3, 0) + lineOf(3, 1) + damaged, 3)
    expect(lastTickMs).toBe(timeOf(2))
    expect(cut).toMatchObject({ readings: 2, damagedLines: 1 })
  })

  it('cuts a tick damaged in its middle, and the incomplete one behind it', () => {
    const damaged = tickOf(3, 3).replace('"METER_2"', '"METER_9"')
    const { lastTickMs, cut } = recover(journalOf(2, 3) + damaged + lineOf(4, 0), 3)
    expect(lastTickMs).toBe(timeOf(2))
    expect(cut).toMatchObject({ readings: 4, damagedLines: 0 })
  })

  it('cuts zeros that a power cut left behind the last write', () => {
    const content = journalOf(2, 3)
    const { validLength, cut } = recover(Buffer.concat([Buffer.from(content), Buffer.alloc(3_000_000)]), 3)
    expect(validLength).toBe(Buffer.byteLength(content))
    expect(cut).toEqual({ bytes: 3_000_000, readings: 0, damagedLines: 1 })
    expect(recover(Buffer.alloc(4096), 3).validLength).toBe(0)
  })

  it('refuses a file that is not a journal, naming the position, and changes nothing', () => {
    const foreign = 'name,value\nalpha,1\nbeta,2\n'
    expect(() => recover(foreign, 3)).toThrow(UsageError)
    expect(() => recover(foreign, 3)).toThrow(/line at byte 0 = name,value: expected a journal .*--fresh/)
    expect(readFileSync(path, 'utf8')).toBe(foreign)
    for (const content of [
      'hello',
      '{"timestamp":"x"}\n',
      '{"timestamp":"2025-01-01T00:00:00Z","event":1}\n'.repeat(50),
    ]) {
      expect(() => recover(content, 3)).toThrow(UsageError)
    }
  })

  it.each([
    ['a larger fleet', 5],
    ['a smaller fleet', 2],
  ])('refuses the journal of %s', (_, size) => {
    expect(() => recover(journalOf(3, size), 3)).toThrow(UsageError)
    expect(() => recover(journalOf(3000, size), 3)).toThrow(UsageError)
  })

  it('refuses the journal of other meters', () => {
    expect(() => recover(journalOf(3, 3).replaceAll('METER_', 'OTHER_'), 3)).toThrow(UsageError)
  })
})
