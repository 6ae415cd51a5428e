import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { withReasonsTable } from './reasons-table.ts'

const PAGE = readFileSync(new URL('../../../docs/quality.md', import.meta.url), 'utf8')

describe('docs/quality.md', () => {
  it('says of the reasons what the code does; when not, run `npm run generate`', () => {
    expect(withReasonsTable(PAGE)).toBe(PAGE)
  })
})

describe('withReasonsTable', () => {
  it('needs the marks', () => {
    expect(() => withReasonsTable('# Page\n')).toThrow('<!-- quality reasons: begin -->')
  })
})
