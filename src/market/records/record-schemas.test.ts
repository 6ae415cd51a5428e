import { describe, it } from 'vitest'
import { expectPublished } from '../../json/published-record.fixture.ts'
import { BILL_FIELDS, BILL_SCHEMA } from './bill-record.ts'
import { MARKET_SLOT_FIELDS, MARKET_SLOT_SCHEMA } from './market-slot-record.ts'
import { OPPORTUNITY_FIELDS, OPPORTUNITY_SCHEMA } from './opportunity-record.ts'
import { SETTLEMENT_FIELDS, SETTLEMENT_SCHEMA } from './settlement-record.ts'
import { TRADE_FIELDS, TRADE_SCHEMA } from './trade-record.ts'

describe('docs/market-records.md and docs/schemas', () => {
  it.each([
    ['trade', TRADE_SCHEMA, TRADE_FIELDS],
    ['settlement', SETTLEMENT_SCHEMA, SETTLEMENT_FIELDS],
    ['opportunity', OPPORTUNITY_SCHEMA, OPPORTUNITY_FIELDS],
    ['market-slot', MARKET_SLOT_SCHEMA, MARKET_SLOT_FIELDS],
    ['bill', BILL_SCHEMA, BILL_FIELDS],
  ] as const)('say of a %s what the code does; when not, run `npm run generate`', (name, schema, fields) => {
    expectPublished(name, 'market-records.md', schema, fields)
  })
})
