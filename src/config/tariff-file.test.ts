import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalLines } from '../errors/refusal.fixture.ts'
import { parseTariffFile } from './tariff-file.ts'

const SOURCE = 'tariff.json'

type Hours = readonly [name: string, from: string, to: string]

function day(...hours: Hours[]) {
  return hours.map(([name, from, to]) => ({ name, from, to, purchase_rate: 4 }))
}

const ALL_DAY = day(['all day', '00:00', '24:00'])
const FEED_IN = { rate: 2.2, valid_from: '2021-01-01', source: 'Regulator' }
const ADDER = { name: 'Ft', rate: 0.1623, valid_from: '2026-05-01', valid_to: '2026-08-31', source: 'Regulator' }

function file(weekdays: unknown = ALL_DAY, more: object = {}) {
  return {
    name: 'Test tariff',
    currency: 'THB',
    source: 'Utility',
    valid_from: '2023-01-01',
    periods: { weekdays, weekends: ALL_DAY, holidays: ALL_DAY },
    feed_in: FEED_IN,
    ...more,
  }
}

/** What a text is refused with. */
function refusal(text: string): string[] {
  return refusalLines(() => parseTariffFile(text, SOURCE))
}

function refusalOf(content: unknown): string[] {
  return refusal(JSON.stringify(content))
}

const TEXT_ACCEPTED = 'expected a text of 1 to 1000 characters without control characters'
const DATE_ACCEPTED = 'expected a date of the calendar as year-month-day, such as 2026-05-01'
const CLOCK_ACCEPTED = 'expected a time of day from 00:00 to 24:00, such as 09:00'
const RATE_ACCEPTED = 'expected a number from 0 to 1000000 [currency/kWh]'

describe('parseTariffFile', () => {
  it('reads the Thai tariff as it ships, with where its rates are from', () => {
    const text = readFileSync(new URL('../../config/thai_tou_tariff.json', import.meta.url), 'utf8')
    const { currency, adder, feed_in: feedIn, valid_from: validFrom, source } = parseTariffFile(text, SOURCE)
    expect([currency, validFrom, feedIn.rate]).toEqual(['THB', '2023-01-01', 2.2])
    expect(adder).toMatchObject({ name: 'Ft', rate: 0.1623, valid_from: '2026-05-01', valid_to: '2026-08-31' })
    expect(source).toContain('Metropolitan Electricity Authority')
  })

  it('accepts a byte order mark, a schema reference, an adder, and periods in any order', () => {
    const weekdays = day(['day', '06:30', '24:00'], ['night', '00:00', '06:30'])
    const content = { $schema: './tariff.schema.json', ...file(weekdays), adder: ADDER }
    expect(parseTariffFile(`\uFEFF${JSON.stringify(content)}`, SOURCE).adder).toEqual(ADDER)
  })

  it('names line and column of malformed JSON', () => {
    expect(refusal('{\n  "name": "x",\n}')).toEqual([
      'tariff.json:3:1: malformed JSON = }: expected a key in double quotes after the comma',
    ])
    expect(refusal('')).toEqual(['tariff.json:1:1: malformed JSON = the end of the file: expected a value'])
  })

  it('refuses what is not an object', () => {
    expect(refusal('[]')).toEqual([
      'tariff.json: the file = []: expected a JSON object with name, currency, periods and feed_in',
    ])
  })

  it.each<[what: string, hours: Hours[], lines: string[]]>([
    [
      'a gap',
      [
        ['off-peak', '00:00', '09:00'],
        ['on-peak', '10:00', '24:00'],
      ],
      ['periods.weekdays: expected periods that cover the whole day; none covers 09:00 to 10:00'],
    ],
    [
      'gaps at both ends of the day',
      [['on-peak', '09:00', '22:00']],
      [
        'periods.weekdays: expected periods that cover the whole day; none covers 00:00 to 09:00',
        'periods.weekdays: expected periods that cover the whole day; none covers 22:00 to 24:00',
      ],
    ],
    [
      'an overlap',
      [
        ['off-peak', '00:00', '09:00'],
        ['on-peak', '08:30', '24:00'],
      ],
      [
        'periods.weekdays[1].from = 08:30 (on-peak): expected a period that starts where off-peak ends, at 09:00. From 08:30 to 09:00 two periods overlap.',
      ],
    ],
    [
      'a period within another',
      [
        ['on-peak', '09:00', '22:00'],
        ['base', '00:00', '24:00'],
      ],
      [
        'periods.weekdays[0].from = 09:00 (on-peak): expected a period that starts where base ends, at 24:00. From 09:00 to 22:00 two periods overlap.',
      ],
    ],
    [
      'a gap and an overlap in one day',
      [
        ['a', '00:00', '08:00'],
        ['b', '10:00', '20:00'],
        ['c', '19:00', '24:00'],
      ],
      [
        'periods.weekdays: expected periods that cover the whole day; none covers 08:00 to 10:00',
        'periods.weekdays[2].from = 19:00 (c): expected a period that starts where b ends, at 20:00. From 19:00 to 20:00 two periods overlap.',
      ],
    ],
    [
      'a period that passes midnight',
      [
        ['off-peak', '22:00', '09:00'],
        ['on-peak', '09:00', '22:00'],
      ],
      [
        'periods.weekdays[0].to = 09:00: expected a time after its start at 22:00. Write a period that passes midnight as two.',
      ],
    ],
    [
      'a period without length',
      [
        ['all day', '00:00', '24:00'],
        ['never', '09:00', '09:00'],
      ],
      [
        'periods.weekdays[1].to = 09:00: expected a time after its start at 09:00. Write a period that passes midnight as two.',
      ],
    ],
  ])('refuses %s', (_, hours, lines) => {
    expect(refusalOf(file(day(...hours)))).toEqual(lines.map((line) => `tariff.json: ${line}`))
  })

  it('checks weekends and holidays as well', () => {
    const short = day(['all day', '00:00', '23:00'])
    expect(refusalOf(file(ALL_DAY, { periods: { weekdays: ALL_DAY, weekends: short, holidays: short } }))).toEqual([
      'tariff.json: periods.weekends: expected periods that cover the whole day; none covers 23:00 to 24:00',
      'tariff.json: periods.holidays: expected periods that cover the whole day; none covers 23:00 to 24:00',
    ])
  })

  it.each<[what: string, content: object, lines: string[]]>([
    ['a missing name', file(ALL_DAY, { name: undefined }), [`name: ${TEXT_ACCEPTED}. This key is missing.`]],
    ['an empty source', file(ALL_DAY, { source: '' }), [`source = "": ${TEXT_ACCEPTED}`]],
    ['a control character', file(ALL_DAY, { name: 'a\u001bb' }), [`name = "a\\u001bb": ${TEXT_ACCEPTED}`]],
    [
      'a currency in words',
      file(ALL_DAY, { currency: 'baht' }),
      ['currency = "baht": expected an ISO 4217 code of three capital letters, such as USD or THB'],
    ],
    [
      'a day the calendar lacks',
      file(ALL_DAY, { valid_from: '2026-02-29' }),
      [`valid_from = "2026-02-29": ${DATE_ACCEPTED}`],
    ],
    ['a Thai year', file(ALL_DAY, { valid_from: '2566-01-01' }), [`valid_from = "2566-01-01": ${DATE_ACCEPTED}`]],
    ['no periods', file([]), ['periods.weekdays = []: expected at least one period']],
    [
      'no holidays',
      file(ALL_DAY, { periods: { weekdays: ALL_DAY, weekends: ALL_DAY } }),
      ['periods.holidays: expected a list of periods. This key is missing.'],
    ],
    [
      'times in other words',
      file([{ ...ALL_DAY[0], from: 9, to: '24:01' }]),
      [`periods.weekdays[0].from = 9: ${CLOCK_ACCEPTED}`, `periods.weekdays[0].to = "24:01": ${CLOCK_ACCEPTED}`],
    ],
    [
      'a negative rate',
      file([{ ...ALL_DAY[0], purchase_rate: -4 }]),
      [`periods.weekdays[0].purchase_rate = -4: ${RATE_ACCEPTED}`],
    ],
    [
      'a rate as text',
      file(ALL_DAY, { feed_in: { ...FEED_IN, rate: '2.20' } }),
      [`feed_in.rate = "2.20": ${RATE_ACCEPTED}`],
    ],
    [
      'an unknown key',
      file(ALL_DAY, { feed_in_rate: 2.2 }),
      [
        'feed_in_rate = 2.2: expected one of $schema, name, currency, source, valid_from, periods, feed_in, adder. This key is not known.',
      ],
    ],
    [
      'an adder that ends before it starts',
      file(ALL_DAY, { adder: { ...ADDER, valid_to: '2026-04-30' } }),
      ['adder.valid_to = 2026-04-30: expected a date from 2026-05-01 on'],
    ],
    [
      'an adder that makes a rate negative',
      file([{ ...ALL_DAY[0], purchase_rate: 2, feed_in_rate: 0 }], {
        feed_in: { ...FEED_IN, rate: 0 },
        adder: { ...ADDER, rate: -2.5 },
      }),
      ['periods.weekdays[0].purchase_rate = 2: expected at least 2.5, which the adder takes off'],
    ],
    [
      'a feed-in rate above every purchase rate, once',
      file(ALL_DAY, { feed_in: { ...FEED_IN, rate: 4.2 } }),
      [
        'feed_in.rate = 4.2: expected at most 4, the purchase rate of periods.weekdays[0] with the adder. A grid that pays more than it charges would be bought from only to sell back.',
      ],
    ],
    [
      "a period's own feed-in rate above its purchase rate",
      file([{ ...ALL_DAY[0], feed_in_rate: 4.1624 }], { adder: ADDER }),
      [
        'periods.weekdays[0].feed_in_rate = 4.1624: expected at most 4.1623, the purchase rate of periods.weekdays[0] with the adder. A grid that pays more than it charges would be bought from only to sell back.',
      ],
    ],
  ])('refuses %s', (_, content, lines) => {
    expect(refusalOf(content)).toEqual(lines.map((line) => `tariff.json: ${line}`))
  })

  it('refuses NaN and infinite rates, which JSON cannot hold but for overflow', () => {
    const text = JSON.stringify(file())
    expect(refusal(text.replace('"rate":2.2', '"rate":1e999'))).toEqual([
      `tariff.json: feed_in.rate = Infinity: ${RATE_ACCEPTED}`,
    ])
    expect(refusal(text.replace('"rate":2.2', '"rate":NaN'))[0]).toContain('malformed JSON = N')
  })

  it('accepts a feed-in rate that equals the purchase rate to the millionth', () => {
    // In binary, 2.6037 + 0.3972 is below 3.0009.
    const weekdays = [{ ...ALL_DAY[0], purchase_rate: 2.6037, feed_in_rate: 3.0009 }]
    const content = file(weekdays, { adder: { ...ADDER, rate: 0.3972 } })
    expect(refusalOf(content)).toEqual([])
  })

  it('accepts exactly the days cut into pieces that are all there once', () => {
    const clock = (minutes: number) =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 1439 }), { maxLength: 6 })
    fc.assert(
      fc.property(cuts, fc.nat(), (inner, pick) => {
        const edges = [0, ...inner.toSorted((a, b) => a - b), 1440]
        const pieces = edges.slice(1).map((end, index) => ['p', clock(edges[index]), clock(end)] as const)
        const one = pick % pieces.length
        expect(refusalOf(file(day(...pieces.toReversed())))).toEqual([])
        expect(refusalOf(file(day(...pieces, pieces[one])))).toHaveLength(1)
        expect(refusalOf(file(day(...pieces.toSpliced(one, 1))))).toHaveLength(1)
      }),
      { numRuns: 100 },
    )
  })
})
