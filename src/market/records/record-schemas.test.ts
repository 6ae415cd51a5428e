import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { renderFieldsTable, renderSchema } from '../../json/record-schema.ts'
import { BILL_FIELDS, BILL_SCHEMA } from './bill-record.ts'
import { OPPORTUNITY_FIELDS, OPPORTUNITY_SCHEMA } from './opportunity-record.ts'
import { SETTLEMENT_FIELDS, SETTLEMENT_SCHEMA } from './settlement-record.ts'
import { TRADE_FIELDS, TRADE_SCHEMA } from './trade-record.ts'

const DOCS = fileURLToPath(new URL('../../../docs', import.meta.url))
const PAGE = `${DOCS}/market-records.md`

// All are rewritten by `npx vitest run --project unit src/market/records -u`.
describe('published descriptions of the market records', () => {
  it.each([
    ['trade', TRADE_SCHEMA],
    ['settlement', SETTLEMENT_SCHEMA],
    ['opportunity', OPPORTUNITY_SCHEMA],
    ['bill', BILL_SCHEMA],
  ])('has the schema of a %s in docs/schemas', async (name, schema) => {
    await expect(renderSchema(schema)).toMatchFileSnapshot(`${DOCS}/schemas/${name}.schema.json`)
  })

  it('has the fields tables in docs/market-records.md', async () => {
    let fresh = readFileSync(PAGE, 'utf8')
    for (const [name, fields] of [
      ['opportunity', OPPORTUNITY_FIELDS],
      ['trade', TRADE_FIELDS],
      ['settlement', SETTLEMENT_FIELDS],
      ['bill', BILL_FIELDS],
    ] as const) {
      const block = new RegExp(`(<!-- ${name} fields: begin -->\n)[\\s\\S]*(<!-- ${name} fields: end -->)`)
      expect(fresh).toMatch(block)
      fresh = fresh.replace(block, (_, begin: string, end: string) => `${begin}${renderFieldsTable(fields)}${end}`)
    }
    await expect(fresh).toMatchFileSnapshot(PAGE)
  })
})
