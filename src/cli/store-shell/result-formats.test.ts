import { describe, expect, it } from 'vitest'
import type { TextResult } from '../../sinks/store/store-engine.ts'
import { type ResultFormat, resultWriter } from './result-formats.ts'

const INT4 = 23
const TEXT = 25
const FLOAT8 = 701
const BOOL = 16
const JSONB = 3802
const SCREEN = { columns: 20, rows: 10, color: false }

async function written(format: ResultFormat, ...portions: TextResult[]): Promise<string> {
  let text = ''
  const writer = resultWriter(
    format,
    async (more) => {
      text += more
    },
    SCREEN,
  )
  for (const portion of portions) await writer.take(portion)
  await writer.end()
  return text
}

const columns = [
  { name: 'อาคาร', type: TEXT },
  { name: 'n', type: INT4 },
]

describe('table', () => {
  it('aligns Thai by cells and numbers to the right, and cuts nothing', async () => {
    const rows = [
      ['ตึก 21 น้ำ', '7'],
      [null, '1234'],
    ]
    expect(await written('table', { columns, rows })).toBe(
      ['อาคาร        n', 'ตึก 21 น้ำ     7', '          1234', '(2 rows)', ''].join('\n'),
    )
    const long = 'x'.repeat(50)
    expect(await written('table', { columns, rows: [[long, '1']] })).toContain(`${long}  1\n(1 row)\n`)
  })

  it('shows controls as escapes', async () => {
    expect(await written('table', { columns, rows: [['a\nb\u001b[31m', '1']] })).toContain('a\\nb\\x1b[31m  1\n')
  })

  it('has no lines for no columns', async () => {
    expect(await written('table', { columns: [], rows: [[]] })).toBe('(1 row)\n')
  })

  it('refuses more rows than it can hold', async () => {
    const rows = Array.from({ length: 100_001 }, () => ['', ''])
    await expect(written('table', { columns, rows })).rejects.toThrow('at most 100000 rows')
  })
})

describe('csv', () => {
  it('quotes where it must and tells nothing from an empty text', async () => {
    const rows = [
      ['a,"b"\nc', '1'],
      ['', null],
    ]
    expect(await written('csv', { columns, rows }, { columns, rows: [['d', '2']] })).toBe(
      'อาคาร,n\n"a,""b""\nc",1\n"",\nd,2\n',
    )
    expect(await written('csv', { columns, rows: [] })).toBe('อาคาร,n\n')
  })
})

describe('json', () => {
  it('is valid, and what it says is what the database said', async () => {
    const types = [TEXT, INT4, FLOAT8, BOOL, JSONB].map((type, at) => ({ name: `c${at}`, type }))
    const first = { columns: types, rows: [['a"\n', '7', '1e-07', 't', '{"x": [1, null]}']] }
    const second = { columns: types, rows: [[null, null, 'NaN', 'f', '"y"']] }
    expect(JSON.parse(await written('json', first, second))).toEqual([
      { c0: 'a"\n', c1: 7, c2: 1e-7, c3: true, c4: { x: [1, null] } },
      { c0: null, c1: null, c2: 'NaN', c3: false, c4: 'y' },
    ])
    expect(await written('json', { columns: types, rows: [] })).toBe('[]\n')
  })

  it('keeps digits a double would lose', async () => {
    const result = { columns: [{ name: 'n', type: 1700 }], rows: [['12345678901234567890.10']] }
    expect(await written('json', result)).toBe('[\n{"n":12345678901234567890.10}\n]\n')
  })
})
