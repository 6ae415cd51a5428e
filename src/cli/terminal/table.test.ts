import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayWidth } from './display-width.ts'
import { type Column, renderTable } from './table.ts'

const COLUMNS: readonly Column[] = [
  { header: 'Meter', align: 'left' },
  { header: 'Location', align: 'left', minWidth: 6 },
  { header: 'kW', align: 'right', dropRank: 1 },
  { header: 'V', align: 'right', dropRank: 2 },
]
const ROWS = [
  ['M_001', 'Building 12', '8.10', '231'],
  ['M_002', 'อาคาร 5', '12.3', '9'],
]
const at = (columns: number) => renderTable(COLUMNS, ROWS, { columns, color: false })

describe('renderTable', () => {
  it('aligns to the widest cell', () => {
    expect(at(80)).toEqual([
      'Meter  Location       kW    V',
      'M_001  Building 12  8.10  231',
      'M_002  อาคาร 5      12.3    9',
    ])
  })

  it('shrinks what may shrink before anything goes', () => {
    expect(at(24)).toEqual(['Meter  Locat…    kW    V', 'M_001  Build…  8.10  231', 'M_002  อาคาร…  12.3    9'])
  })

  it('drops the highest rank first', () => {
    expect(at(19)).toEqual(['Meter  Locat…    kW', 'M_001  Build…  8.10', 'M_002  อาคาร…  12.3'])
    expect(at(15)).toEqual(['Meter  Location', 'M_001  Buildin…', 'M_002  อาคาร 5'])
  })

  it('shows no header line when there are no headers', () => {
    const columns: Column[] = [{ header: '', align: 'left' }]
    expect(renderTable(columns, [['only']], { columns: 10, color: false })).toEqual(['only'])
  })

  it('never exceeds the screen', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 30 })
    const rows = fc.array(fc.tuple(cell, cell, cell, cell), { maxLength: 5 })
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 100 }), (cells, columns) => {
        const lines = renderTable(COLUMNS, cells, { columns, color: false })
        expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns)
      }),
    )
  })
})
