import { describe, expect, it } from 'vitest'
import { amountField, choiceField, nullable, textsField } from './record-fields.ts'
import { withFieldsTable } from './record-schema.ts'

const FIELDS = [
  nullable(amountField('energy', 'kWh', 6, 'What was sold.')),
  choiceField('by', ['A', 'B'], 'Who.'),
  textsField('why', ['C', 'D'], 'Why.'),
]
const TABLE = `| field | type | unit | decimals | meaning |
| --- | --- | --- | --- | --- |
| \`energy\` | number or null | kWh | 6 | What was sold. |
| \`by\` | string | – | – | Who. One of \`A\`, \`B\`. |
| \`why\` | list of strings | – | – | Why. Any of \`C\`, \`D\`. |
`
const OTHER = '<!-- bill fields: begin -->\nuntouched\n<!-- bill fields: end -->\n'

describe('withFieldsTable', () => {
  it('replaces the table between the marks of the record, and nothing else', () => {
    const page = (table: string): string =>
      `# Page\n\n<!-- trade fields: begin -->\n${table}<!-- trade fields: end -->\n\n${OTHER}`
    expect(withFieldsTable(page(''), 'trade', FIELDS)).toBe(page(TABLE))
    expect(withFieldsTable(page('| old |\n'), 'trade', FIELDS)).toBe(page(TABLE))
    expect(withFieldsTable(page(TABLE), 'trade', FIELDS)).toBe(page(TABLE))
  })

  it('needs both marks', () => {
    for (const page of ['', OTHER, '<!-- trade fields: begin -->\n', '<!-- trade fields: end -->\n']) {
      expect(() => withFieldsTable(page, 'trade', FIELDS)).toThrow('<!-- trade fields: begin -->')
    }
  })
})
