import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as kind from './value-kinds.ts'

const read = <T extends kind.SettingValue>({ schema }: kind.ValueKind<T>, text: string) => {
  const parsed = schema.safeParse(text)
  return parsed.success ? parsed.data : undefined
}

const NOT_NUMBERS = [
  '',
  ' ',
  'abc',
  '5abc',
  '0x10',
  '0b1',
  'NaN',
  'Infinity',
  '1e999',
  '1,5',
  '1_000',
  '٣',
  '--1',
  '1e',
  '5 6',
]

describe('numbers', () => {
  it.each(NOT_NUMBERS)('are not %j', (text) => {
    expect(read(kind.wholeNumber(0, Number.MAX_SAFE_INTEGER), text)).toBeUndefined()
    expect(read(kind.decimal(-1e9, 1e9), text)).toBeUndefined()
    expect(read(kind.positive(1e9), text)).toBeUndefined()
    expect(read(kind.interval(), text)).toBeUndefined()
  })

  it.each([
    ['0', 0],
    [' 5 ', 5],
    ['1e6', 1_000_000],
    ['007', 7],
    ['9007199254740991', 9_007_199_254_740_991],
  ])('as whole ones include %j', (text, value) => {
    expect(read(kind.wholeNumber(0, Number.MAX_SAFE_INTEGER), text)).toBe(value)
  })

  it.each(['-1', '1.5', '1.0', '9007199254740992', '9007199254740993', '1e16', '1e-1', '9007199254740991.4'])(
    'as whole ones exclude %j',
    (text) => {
      expect(read(kind.wholeNumber(0, Number.MAX_SAFE_INTEGER), text)).toBeUndefined()
    },
  )

  it.each([
    ['0.5', 0.5],
    ['.5', 0.5],
    ['-0.5', -0.5],
    ['+1e-3', 0.001],
    ['1', 1],
    ['-0', 0],
  ])('as decimals include %j', (text, value) => {
    expect(read(kind.decimal(-1, 1), text)).toBe(value)
  })

  it('keep their limits', () => {
    expect(read(kind.decimal(0, 1), '1.0000001')).toBeUndefined()
    expect(read(kind.decimal(0, 1), '-0.1')).toBeUndefined()
    expect(read(kind.positive(10), '0')).toBeUndefined()
    expect(read(kind.positive(10), '1e-400')).toBeUndefined()
    expect(read(kind.positive(10), '10')).toBe(10)
    expect(read(kind.positive(10), '10.1')).toBeUndefined()
  })

  it('are finite and in range whenever any text is accepted as one', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 10, unit: fc.constantFrom(...Array.from('0123456789.eE+-xX _')) }),
      fc.double().map(String),
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String),
    )
    fc.assert(
      fc.property(text, (candidate) => {
        const whole = read(kind.wholeNumber(0, 1000), candidate) ?? 0
        const decimal = read(kind.decimal(-5, 5), candidate) ?? 0
        const positive = read(kind.positive(1e6), candidate) ?? 1
        const interval = read(kind.interval(), candidate) ?? 1
        expect(Number.isInteger(whole) && whole >= 0 && whole <= 1000).toBe(true)
        expect(decimal >= -5 && decimal <= 5).toBe(true)
        expect(positive > 0 && positive <= 1e6).toBe(true)
        expect(86_400 % interval).toBe(0)
      }),
      { numRuns: 500 },
    )
  })
})

describe('toggle', () => {
  it.each(['true', '1', 'yes', 'on', ' TRUE '])('%j is on', (text) => {
    expect(read(kind.toggle(), text)).toBe(true)
    expect(read(kind.toggle({ inverted: true }), text)).toBe(false)
  })

  it.each(['false', '0', 'no', 'off'])('%j is off', (text) => {
    expect(read(kind.toggle(), text)).toBe(false)
    expect(read(kind.toggle({ inverted: true }), text)).toBe(true)
  })

  it.each(['', 'maybe', '2', 'tru'])('refuses %j', (text) => {
    expect(read(kind.toggle(), text)).toBeUndefined()
  })
})

describe('texts', () => {
  it('choices take any case and say what they know', () => {
    expect(read(kind.choice(['warn', 'info']), ' INFO ')).toBe('info')
    expect(read(kind.choice(['warn', 'info']), 'warning')).toBeUndefined()
    expect(kind.choice(['a', 'b', 'c']).accepted).toBe('a, b or c')
  })

  it.each(['', ' ', 'folder/', 'a\0b'])('paths are not %j', (text) => {
    expect(read(kind.filePath(), text)).toBeUndefined()
  })

  it.each(['', ' ', 'a\0b'])('folders are not %j', (text) => {
    expect(read(kind.folderPath(), text)).toBeUndefined()
  })

  it.each(['certs', 'certs/', '/a b/c'])('folders are %j', (text) => {
    expect(read(kind.folderPath(), text)).toBe(text)
  })

  it.each(['usd', 'US', 'USDT', 'U$D', ''])('currencies are not %j', (text) => {
    expect(read(kind.currencyCode(), text)).toBeUndefined()
  })

  it.each(['0', '65536', '-1', '80.5', '0x50'])('ports are not %j', (text) => {
    expect(read(kind.port(), text)).toBeUndefined()
  })

  it.each(['localhost:9092', 'a.b-c_d:1,[::1]:65535, x:9'])('broker lists include %j', (text) => {
    expect(read(kind.hostPorts(), text)).toBe(text)
  })

  it.each(['localhost', 'localhost:0', 'localhost:65536', 'a:1,,b:2', 'a:1,', 'kafka://a:1', 'a b:1'])(
    'broker lists exclude %j',
    (text) => {
      expect(read(kind.hostPorts(), text)).toBeUndefined()
    },
  )

  it.each(['http://host', 'postgres:', 'postgres://', 'host:5432', 'postgres://host:99999/db'])(
    'database URLs are not %j',
    (text) => {
      expect(read(kind.serviceUrl(['postgres', 'postgresql']), text)).toBeUndefined()
    },
  )

  it('database URLs stay as they were written', () => {
    expect(read(kind.serviceUrl(['postgresql']), 'postgresql://u:p@h:5432/db')).toBe('postgresql://u:p@h:5432/db')
  })
})

describe('hosts', () => {
  it.each([
    ['none', 'none'],
    [' Hub.example , 10.0.0.0/8,fd00::/8,::1,192.168.0.7', 'hub.example,10.0.0.0/8,fd00::/8,::1,192.168.0.7'],
  ])('are %j', (text, value) => {
    expect(read(kind.hostList(), text)).toBe(value)
  })

  it.each(['', 'a,,b', '10.0.0.0/33', 'http://a', '[::1]', 'a b', '10.0.0.0/'])('are not %j', (text) => {
    expect(read(kind.hostList(), text)).toBeUndefined()
  })
})

describe('optional', () => {
  it('reads blank text as nothing and anything else as its kind does', () => {
    expect(read(kind.optional(kind.port()), ' ')).toBeNull()
    expect(read(kind.optional(kind.port()), '80')).toBe(80)
    expect(read(kind.optional(kind.port()), '0')).toBeUndefined()
  })

  it('keeps what its kind says about mending a value', () => {
    const refused = kind.optional(kind.instant()).schema.safeParse('2025-01-01')
    expect(refused.error && kind.fixOf(refused.error)).toBe('Add the time and the offset: 2025-01-01T00:00:00+07:00')
    const silent = kind.optional(kind.port()).schema.safeParse('0')
    expect(silent.error && kind.fixOf(silent.error)).toBeUndefined()
  })
})
