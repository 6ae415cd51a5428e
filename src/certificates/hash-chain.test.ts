import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyAction } from './apply-action.ts'
import type { CertificateRecord } from './certificate-record.ts'
import { verifyChain } from './hash-chain.ts'
import {
  HOME,
  HOUR_MS,
  issueOf,
  ledgerOf100Wh,
  NOON_MS,
  perform,
  RULES,
  readBack,
  readLine,
  SUN_1,
  SUN_2,
} from './ledger.fixture.ts'
import { Ledger } from './ledger.ts'

/** Seven entries: an issue, a split and transfer, a retirement, a claim and another issue. */
function chain(): { readonly records: readonly CertificateRecord[]; readonly head: string } {
  const { ledger, id, records } = ledgerOf100Wh()
  const atMs = NOON_MS + HOUR_MS
  records.push(...perform(ledger, { type: 'transfer', by: SUN_1, atMs, certificateId: id, to: HOME, energyWh: 30 }))
  const certificateId = records[1].certificate_id
  records.push(...perform(ledger, { type: 'retire', by: HOME, atMs, certificateId, beneficiary: HOME }))
  const consumption = { consumptionStartMs: NOON_MS, consumptionEndMs: atMs }
  records.push(...perform(ledger, { type: 'claim', by: HOME, atMs, certificateId, ...consumption }))
  records.push(...perform(ledger, issueOf(ledger, SUN_2, 50, atMs + HOUR_MS)))
  return { records, head: ledger.head }
}

describe('the chain of hashes', () => {
  it('is SHA-256 of the hash before and the fields as JSON', () => {
    const { records } = chain()
    const text =
      '{"timestamp":"2025-06-01T06:00:00Z","event":"issued","certificate_id":"SUN_1/2025-06-01T05:00:00Z/1-100",' +
      '"parent_id":null,"meter_id":"SUN_1","owner":"SUN_1","actor":"issuer","beneficiary":null,' +
      '"interval_start":"2025-06-01T05:00:00Z","interval_end":"2025-06-01T06:00:00Z","serial_start":1,' +
      '"serial_end":100,"energy_wh":100,"emission_factor":0.475,"carbon_offset_kg":0.0475,' +
      '"consumption_start":null,"consumption_end":null}'
    const digest = createHash('sha256')
      .update(`${'0'.repeat(64)}${text}`)
      .digest('hex')
    expect(records[0].previous_hash).toBe('0'.repeat(64))
    expect(records[0].hash).toBe(digest)
    expect(records.slice(1).map((record) => record.previous_hash)).toEqual(records.slice(0, -1).map(({ hash }) => hash))
  })

  it('is the same with the SHA-256 of the platform', () => {
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
    const { records } = ledgerOf100Wh()
    expect(ledgerOf100Wh({ ...RULES, sha256 }).records).toEqual(records)
    expect(verifyChain(records, undefined, undefined, sha256)).toBeNull()
  })

  it('is written with lines that read back as the entries, whatever the names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(1e6), (name, wh) => {
        const rules = { ...RULES, accounts: new Set([name]), devices: new Map([[name, 1e9]]) }
        const lines: string[] = []
        const records = applyAction(new Ledger(rules), issueOf(new Ledger(rules), name, wh + 1), (line) =>
          lines.push(line),
        )
        expect(lines).toEqual(records.map((record) => `${JSON.stringify(record)}\n`))
        expect(verifyChain(lines.map(readLine))).toBeNull()
      }),
    )
  })

  it('is intact as written, read back, with its fields in another order, and in part', () => {
    const { records, head } = chain()
    expect(verifyChain(records, undefined, head)).toBeNull()
    expect(verifyChain(readBack(records))).toBeNull()
    const reversed = records.map((record) => Object.fromEntries(Object.entries(record).toReversed()))
    expect(verifyChain(readBack(reversed))).toBeNull()
    expect(verifyChain(records.slice(3), records[2].hash)).toBeNull()
    expect(verifyChain([])).toBeNull()
  })

  it('shows a change of any field of any entry, at its place', () => {
    const { records } = chain()
    records.forEach((record, index) => {
      for (const [name, value] of Object.entries(record)) {
        const changed = typeof value === 'number' ? value + 1 : `${value}0`
        const tampered = records.with(index, { ...record, [name]: changed })
        expect([name, verifyChain(tampered)?.index]).toEqual([name, index])
      }
    })
  })

  it('shows an entry removed, repeated, moved or put in', () => {
    const { records, head } = chain()
    for (let index = 0; index < records.length - 1; index++) {
      expect(verifyChain(records.toSpliced(index, 1))?.index).toBe(index)
      expect(verifyChain(records.toSpliced(index, 0, records[index]))?.index).toBe(index + 1)
      expect(verifyChain(records.toSpliced(index, 2, records[index + 1], records[index]))?.index).toBe(index)
    }
    expect(verifyChain(records.slice(0, -1), undefined, head)).toMatchObject({
      index: records.length - 1,
      problem: { key: 'hash' },
    })
  })

  it('names the entry', () => {
    const { records } = chain()
    const tampered = records.with(3, { ...records[3], owner: SUN_2 })
    expect(verifyChain(tampered)?.problem).toMatchObject({
      source: 'entry 4 (SUN_1/2025-06-01T05:00:00Z/1-30)',
      key: 'hash',
      value: records[3].hash,
    })
  })

  it('is what a ledger insists on', () => {
    const { records } = chain()
    const ledger = new Ledger(RULES)
    expect(() => ledger.append(records.slice(1))).toThrow('previous_hash')
    expect(() => ledger.append(records.toSpliced(4, 1))).toThrow('previous_hash')
    expect([...ledger.certificates()]).toEqual([])
    ledger.append(records)
    expect(() => ledger.append(records)).toThrow('previous_hash')
  })
})
