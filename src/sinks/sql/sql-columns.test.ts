import { expect, it } from 'vitest'
import { countField, flagField, instantField, nullable, textField } from '../../json/record-fields.ts'
import { quoted, sqlColumns } from './sql-columns.ts'

it('gives every field the column it fits in', () => {
  const fields = [
    instantField('timestamp', ''),
    nullable(instantField('until', '')),
    textField('trade_id', '', '^\\d{8}T\\d{6}(\\.\\d{3})?Z-[1-9]\\d*$'),
    countField('rank', '', ''),
    flagField('eligible', ''),
    { name: 'level', type: 'number', nullable: true, description: '' } as const,
  ]
  expect(sqlColumns(fields)).toEqual([
    { name: 'time', type: 'timestamptz', nullable: false, field: 'timestamp' },
    { name: 'until', type: 'timestamptz', nullable: true, field: 'until' },
    { name: 'trade_id', type: 'text', nullable: false, field: 'trade_id' },
    { name: 'rank', type: 'int8', nullable: false, field: 'rank' },
    { name: 'eligible', type: 'bool', nullable: false, field: 'eligible' },
    { name: 'level', type: 'float8', nullable: true, field: 'level' },
  ])
})

it('quotes names, quotation marks included', () => {
  expect(quoted('time')).toBe('"time"')
  expect(quoted('a"b')).toBe('"a""b"')
})
