import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expectPublished } from '../../json/published-record.fixture.ts'
import { ALERT_FIELDS, ALERT_SCHEMA } from './alert-record.ts'
import { withRulesTable } from './rules-table.ts'

const PAGE = readFileSync(new URL('../../../docs/alerts.md', import.meta.url), 'utf8')

describe('docs/alerts.md', () => {
  it('says of the rules what the code does; when not, run `npm run generate`', () => {
    expect(withRulesTable(PAGE)).toBe(PAGE)
  })

  it('says of a record what the code does; when not, run `npm run generate`', () => {
    expectPublished('alert', 'alerts.md', ALERT_SCHEMA, ALERT_FIELDS)
  })
})
