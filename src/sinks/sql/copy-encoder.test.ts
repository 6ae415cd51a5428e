import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choiceField, flagField, instantField, nullable, textField } from '../../json/record-fields.ts'
import { CopyEncoder } from './copy-encoder.ts'
import { type SqlColumn, sqlColumns } from './sql-columns.ts'

const COLUMNS: readonly SqlColumn[] = [
  ...sqlColumns([
    instantField('timestamp', ''),
    textField('name', ''),
    nullable(textField('parent', '')),
    choiceField('kind', ['a', 'b'], ''),
    { name: 'energy', type: 'number', description: '' },
    { name: 'level', type: 'number', nullable: true, description: '' },
    { name: 'count', type: 'integer', description: '' },
    flagField('eligible', ''),
  ]),
  { name: 'reasons', type: '_text', nullable: false, field: 'reasons' },
]
const TABLE = { name: 'things', columns: COLUMNS, key: ['name'] }

const RECORD = {
  timestamp: '2026-03-02T00:00:15Z',
  name: 'AMI_METER_UTCC_001',
  parent: null,
  kind: 'a',
  energy: 0.014508,
  level: 49.8,
  count: 17294,
  eligible: true,
  reasons: [],
}

const line = (record: unknown): Buffer => Buffer.from(JSON.stringify(record))
const encoder = (): CopyEncoder => new CopyEncoder(TABLE, 'run-1')

/** Reads a file for COPY as PostgreSQL does: each value as its bytes in hexadecimal, null as null. */
function valuesOf(file: Uint8Array): (string | null)[][] {
  const bytes = Buffer.from(file)
  expect(bytes.subarray(0, 19).toString('latin1')).toBe('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0')
  const rows: (string | null)[][] = []
  let at = 19
  for (let count = bytes.readInt16BE(at); count >= 0; count = bytes.readInt16BE(at)) {
    at += 2
    const row: (string | null)[] = []
    for (let index = 0; index < count; index++) {
      const length = bytes.readInt32BE(at)
      at += 4
      row.push(length < 0 ? null : bytes.subarray(at, at + length).toString('hex'))
      at += Math.max(0, length)
    }
    rows.push(row)
  }
  expect(at + 2).toBe(bytes.length)
  return rows
}

function float(value: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes.toString('hex')
}

function long(value: bigint): string {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(value)
  return bytes.toString('hex')
}

const word = (value: number): string => value.toString(16).padStart(8, '0')

/** An array without dimensions, or one dimension without nulls from 1, of type text (25). */
function list(values: readonly string[]): string {
  if (values.length === 0) return [0, 0, 25].map(word).join('')
  const members = values.map((value) => word(Buffer.byteLength(value)) + text(value))
  return [1, 0, 25, values.length, 1].map(word).join('') + members.join('')
}

const text = (value: string): string => Buffer.from(value).toString('hex')

/** Microseconds since 2000. */
const instant = (iso: string): string => long((BigInt(Date.parse(iso)) - 946_684_800_000n) * 1000n)

describe('CopyEncoder', () => {
  it('writes each value as its type wants it, and the run', () => {
    expect(encoder().target).toBe(
      '"things" ("time", "name", "parent", "kind", "energy", "level", "count", "eligible", "reasons", "run_id")',
    )
    expect(valuesOf(encoder().encode([line(RECORD)]))).toEqual([
      [
        instant('2026-03-02T00:00:15Z'),
        text('AMI_METER_UTCC_001'),
        null,
        text('a'),
        float(0.014508),
        float(49.8),
        long(17294n),
        '01',
        '000000000000000000000019',
        text('run-1'),
      ],
    ])
  })

  it('writes lists, negative and large numbers, and instants before 2000', () => {
    const record = {
      ...RECORD,
      timestamp: '1999-12-31T23:59:59.999Z',
      energy: -1.5e-7,
      count: -9_007_199_254_740_991,
      reasons: ['gap', 'ü'],
    }
    const [[time, , , , energy, , count, , reasons]] = valuesOf(encoder().encode([line(record)]))
    expect([time, energy, count]).toEqual([long(-1000n), float(-1.5e-7), long(-9_007_199_254_740_991n)])
    expect(reasons).toBe(`000000010000000000000019000000020000000100000003${text('gap')}00000002${text('ü')}`)
  })

  it('reads what the program writes as JSON does', () => {
    const record = fc.record({
      timestamp: fc
        .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      name: fc.string({ unit: 'grapheme' }),
      parent: fc.option(fc.string()),
      kind: fc.constantFrom('a', 'b'),
      energy: fc.oneof(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: -1e9, max: 1e9 }).map((millionths) => millionths / 1e6),
      ),
      level: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      count: fc.maxSafeInteger(),
      eligible: fc.boolean(),
      reasons: fc.array(fc.string()),
    })
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const lines = records.map(line)
        const expected = records.map((fields) => {
          const read: typeof fields = JSON.parse(JSON.stringify(fields))
          return [
            instant(read.timestamp),
            text(read.name),
            read.parent === null ? null : text(read.parent),
            text(read.kind),
            float(read.energy),
            read.level === null ? null : float(read.level),
            long(BigInt(read.count)),
            read.eligible ? '01' : '00',
            list(read.reasons),
            text('run-1'),
          ]
        })
        expect(valuesOf(encoder().encode(lines))).toEqual(expected)
      }),
    )
  })

  it('writes the same in pieces', () => {
    const lines = Array.from({ length: 7 }, (_, count) => line({ ...RECORD, count }))
    const whole = encoder().encode(lines)
    for (const size of [1, 2, 7, 8]) {
      const parts = [...encoder().encodeParts(lines, size)]
      expect(parts).toHaveLength(Math.ceil(lines.length / size))
      expect(Buffer.concat(parts)).toEqual(Buffer.from(whole))
    }
    expect(Buffer.concat([...encoder().encodeParts([], 5)])).toEqual(Buffer.from(encoder().encode([])))
  })

  it('takes fields in another order, and blanks', () => {
    const { name, ...rest } = RECORD
    const same = [line({ ...rest, name }), Buffer.from(JSON.stringify(RECORD, null, 1))]
    const [expected] = valuesOf(encoder().encode([line(RECORD)]))
    expect(valuesOf(encoder().encode(same))).toEqual([expected, expected])
  })

  it.each([
    [{ ...RECORD, energy: '1' }, 'energy = "1": expected a number.'],
    [{ ...RECORD, energy: null }, 'energy = null: expected a number.'],
    [{ ...RECORD, count: 1.5 }, 'count = 1.5: expected a whole number.'],
    [{ ...RECORD, level: true }, 'level = true: expected a number or null.'],
    [{ ...RECORD, timestamp: 'soon' }, 'timestamp = "soon": expected an instant such as 2026-03-02T00:00:15Z.'],
    [{ ...RECORD, eligible: 1 }, 'eligible = 1: expected true or false.'],
    [{ ...RECORD, reasons: [1] }, 'reasons = [1]: expected a list of texts.'],
    [{ ...RECORD, name: undefined }, 'name = undefined: expected a text.'],
    [[], 'timestamp = undefined: expected an instant'],
  ])('refuses %j', (record, says) => {
    expect(() => encoder().encode([line(RECORD), line(record)])).toThrow(
      expect.objectContaining({ fault: 'rejected', message: expect.stringContaining(says) }),
    )
  })

  it('looks at a line alone, whatever stands beside it in memory', () => {
    const memory = Buffer.concat([line(RECORD), line(RECORD), Buffer.from('7')])
    const { length } = line(RECORD)
    const whole = [memory.subarray(0, length), memory.subarray(length, 2 * length)]
    const [expected] = valuesOf(encoder().encode([line(RECORD)]))
    expect(valuesOf(encoder().encode(whole))).toEqual([expected, expected])
    for (let end = 0; end <= memory.length; end++) {
      if (end !== length) expect(() => encoder().encode([memory.subarray(0, end)])).toThrow(/expected a JSON object/)
    }
  })

  it('refuses what is no object, and goes on with the next file', () => {
    const reused = encoder()
    for (const broken of ['', '{"timestamp":', 'null', '7']) {
      expect(() => reused.encode([line(RECORD), Buffer.from(broken)])).toThrow(/expected a JSON object/)
      expect(valuesOf(reused.encode([line(RECORD)]))).toHaveLength(1)
    }
  })
})
