import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { expectPublished } from '../json/published-record.fixture.ts'
import { CERTIFICATE_FIELDS } from './certificate-fields.ts'
import { CERTIFICATE_SCHEMA } from './certificate-schema.ts'
import { HOME, HOUR_MS, ledgerOf100Wh, NOON_MS, perform, SUN_1 } from './ledger.fixture.ts'
import { LIFE_CYCLE, STATUS_AFTER } from './life-cycle.ts'

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url))

describe('docs/certificates.md', () => {
  it('says of an event what the code does, as docs/schemas does; when not, run `npm run generate`', () => {
    expectPublished('certificate', 'certificates.md', CERTIFICATE_SCHEMA, CERTIFICATE_FIELDS)
  })

  it('tells of every action where it starts, what it leads to and who may do it', () => {
    const page = readFileSync(`${DOCS}/certificates.md`, 'utf8')
    for (const { event, from, by } of Object.values(LIFE_CYCLE)) {
      const after = `${STATUS_AFTER[event]}${event === 'split' ? ' (both parts)' : ''}`
      expect(page).toContain(`| \`${event}\` | ${from.join(', ') || '–'} | ${after} | ${by.join(', ')} |`)
    }
  })
})

describe('CERTIFICATE_SCHEMA', () => {
  const validate = new Ajv2020({ allErrors: true }).compile(CERTIFICATE_SCHEMA)
  const { ledger, id, records } = ledgerOf100Wh()
  const atMs = NOON_MS + HOUR_MS
  records.push(
    ...perform(ledger, { type: 'retire', by: SUN_1, atMs, certificateId: id, beneficiary: HOME, energyWh: 30 }),
    ...perform(ledger, {
      type: 'claim',
      by: HOME,
      atMs: atMs + 500,
      certificateId: 'SUN_1/2025-06-01T05:00:00Z/1-30',
      consumptionStartMs: NOON_MS,
      consumptionEndMs: atMs,
    }),
  )

  it('describes every event, its fields in their documented order', () => {
    for (const record of records) {
      expect(validate(record), JSON.stringify(validate.errors)).toBe(true)
      expect(Object.keys(record)).toEqual(CERTIFICATE_FIELDS.map(({ name }) => name))
    }
    expect(records.map(({ event }) => event)).toEqual(['issued', 'split', 'split', 'retired', 'claimed'])
  })

  it('refuses other events', () => {
    for (const wrong of [{ event: 'lost' }, { energy_wh: 0.5 }, { hash: 'abc' }, { owner: null }, { note: '' }]) {
      expect(validate({ ...records[0], ...wrong })).toBe(false)
    }
  })
})
