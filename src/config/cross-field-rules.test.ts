import { describe, expect, it } from 'vitest'
import { refusalLines } from '../errors/refusal.fixture.ts'
import { resolveSettings } from './load-settings.ts'

function problemsOf(
  environment: Readonly<Record<string, string>>,
  flags: Readonly<Record<string, string | boolean>> = {},
): readonly string[] {
  return refusalLines(() =>
    resolveSettings({ flags, environment, dotEnv: null, campusSettings: {}, campusFilePath: 'campus.json' }),
  )
}

describe('shares', () => {
  it('of the weather sum to 1 within a millionth', () => {
    expect(problemsOf({ WEATHER_SUNNY_WEIGHT: '0.4000005' })).toEqual([])
    expect(problemsOf({ WEATHER_SUNNY_WEIGHT: '0.400002' })).toHaveLength(1)
    expect(problemsOf({ WEATHER_SUNNY_WEIGHT: '0.399998' })).toHaveLength(1)
  })

  it('that do not sum to 1 are all named with their sum', () => {
    expect(problemsOf({ WEATHER_SUNNY_WEIGHT: '0.5' })).toEqual([
      'environment, default: WEATHER_SUNNY_WEIGHT + WEATHER_PARTLY_CLOUDY_WEIGHT + WEATHER_CLOUDY_WEIGHT + ' +
        'WEATHER_OVERCAST_WEIGHT + WEATHER_RAINY_WEIGHT = 0.5 + 0.3 + 0.15 + 0.1 + 0.05 = 1.1: expected a sum of 1. ' +
        'Divide each by 1.1',
    ])
    const [problem] = problemsOf({
      SOLAR_PROSUMER_RATIO: '0',
      GRID_CONSUMER_RATIO: '0',
      HYBRID_PROSUMER_RATIO: '0',
      BATTERY_STORAGE_RATIO: '0',
    })
    expect(problem).toContain('= 0 + 0 + 0 + 0 = 0: expected a sum of 1. At least one share must be above 0')
  })

  it('are not summed when one of them was refused already', () => {
    expect(problemsOf({ WEATHER_SUNNY_WEIGHT: '2' })).toHaveLength(1)
  })
})

describe('prices', () => {
  it.each([
    [
      { MIN_SELL_PRICE: '0.36' },
      'environment: MIN_SELL_PRICE = 0.36: expected at most MAX_SELL_PRICE, which is 0.35 (default)',
    ],
    [
      { MAX_SELL_PRICE: '0.1' },
      'environment: MAX_SELL_PRICE = 0.1: expected at least MIN_SELL_PRICE, which is 0.15 (default)',
    ],
    [
      { MIN_BUY_PRICE: '3', MAX_BUY_PRICE: '2' },
      'environment: MIN_BUY_PRICE = 3: expected at most MAX_BUY_PRICE, which is 2',
    ],
    [
      { GRID_FEED_IN_RATE: '0.3' },
      'GRID_FEED_IN_RATE = 0.3: expected at most GRID_PURCHASE_RATE, which is 0.28 (default)',
    ],
  ])('%j are the wrong way round', (environment, expected) => {
    const problems = problemsOf(environment)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(expected)
  })

  it('may be equal', () => {
    expect(problemsOf({ MIN_SELL_PRICE: '0.35', GRID_FEED_IN_RATE: '0.28' })).toEqual([])
  })
})

describe('the period', () => {
  const start = '2025-01-01T00:00:00+07:00'
  it.each([
    [{ start, end: start }, `--end = ${start}: expected an instant after --start, which is ${start}`],
    [{ start, end: '2024-12-31T16:59:59Z' }, 'expected an instant after --start'],
    [
      { start, end: '2024-12-31T17:00:20Z' },
      'a whole number of intervals of 15 s after --start. The nearest are 2024-12-31T17:00:15.000Z',
    ],
    [{ end: start, duration: '1d' }, 'command line: --end and --duration: expected only one of them'],
    [{ resume: true, fresh: true }, 'command line: --resume and --fresh: expected only one of them'],
    [{ duration: '10s' }, '--duration = 10s: expected a whole number of intervals of 15 s. The nearest is 15s'],
    [
      { duration: '40m', interval: '1800' },
      'expected a whole number of intervals of 1800 s. The nearest are 30m and 1h',
    ],
    [{ duration: '40m', interval: '7' }, 'The nearest accepted are 6 and 9'],
  ])('%j', (flags, expected) => {
    const problems = problemsOf({}, flags)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(expected)
  })

  it.each([
    [{ duration: '1h', interval: '1800' }],
    [{ start, end: '2024-12-31T17:00:15Z' }],
    [{ start: '2199-12-31T00:00:00Z' }],
    [{ end: '1999-12-31T17:00:15Z' }],
  ])('%j is accepted', (flags) => {
    expect(problemsOf({}, flags)).toEqual([])
  })
})

describe('ports and files', () => {
  it.each([
    [{ IEEE2030_5_PORT: '8080' }, 'IEEE2030_5_PORT = 8080: expected another port than API_PORT, which is 8080'],
    [{ METRICS_PORT: '8444' }, 'IEEE2030_5_PORT = 8444: expected another port than METRICS_PORT, which is 8444'],
    [
      { SUMMARY_FILE: './data//meter_readings.jsonl' },
      'SUMMARY_FILE = ./data//meter_readings.jsonl: expected another file than OUTPUT_FILE',
    ],
    [{ LOAD_FILE: 'a.csv', SUMMARY_FILE: './a.csv' }, 'expected another file than LOAD_FILE'],
    [{ TARIFF_FILE: 'tou.json', OUTPUT_FILE: './tou.json' }, 'expected another file than TARIFF_FILE'],
    [{ OUTPUT_FILE: 'config/utcc_campus_config.json' }, 'expected another file than CAMPUS_CONFIG'],
  ])("%j get in each other's way", (environment, expected) => {
    const problems = problemsOf(environment)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(expected)
  })

  it('do not when nothing listens, or metrics share the port of the API', () => {
    expect(problemsOf({ IEEE2030_5_PORT: '8080' }, { 'no-server': true })).toEqual([])
    expect(problemsOf({ METRICS_PORT: '8080' })).toEqual([])
  })
})

describe('the address of the HTTP interface', () => {
  it('is one of the machine itself, unless a token is asked for', () => {
    expect(problemsOf({ API_HOST: '0.0.0.0' })).toEqual([
      'environment: API_HOST = 0.0.0.0: expected a loopback address such as 127.0.0.1 as long as API_TOKEN is not set. ' +
        'Set API_TOKEN to a secret of at least 16 characters, which all clients then need',
    ])
    expect(problemsOf({ API_HOST: '0.0.0.0', API_TOKEN: '0123456789abcdef' })).toEqual([])
    expect(problemsOf({ API_HOST: '::1' })).toEqual([])
  })

  it('does not matter where nothing listens', () => {
    expect(problemsOf({ API_HOST: '0.0.0.0' }, { 'no-server': true })).toEqual([])
  })
})

describe('spans of the market', () => {
  const day = (flags: Record<string, string>, environment: Record<string, string> = {}) =>
    problemsOf(environment, { interval: '60', ...flags })

  it('are whole multiples that make up a day', () => {
    expect(day({ slot: '1800' }, { CERTIFICATE_INTERVAL: '3600' })).toEqual([])
    expect(day({ slot: '60' }, { CERTIFICATE_INTERVAL: '60' })).toEqual([])
    expect(day({ slot: '86400' })).toEqual([])
  })

  it.each([
    [
      { slot: '1000' },
      'command line: --slot = 1000: expected a multiple of --interval, which is 60 s, that divides a day',
    ],
    [{ slot: '30' }, 'command line: --slot = 30: expected a multiple of --interval, which is 60 s, that divides a day'],
    [
      { slot: '660' },
      'command line: --slot = 660: expected a multiple of --interval, which is 60 s, that divides a day',
    ],
  ])('refuses %j in one line', (flags, line) => {
    const problems = day(flags)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(line)
  })

  it('tells the nearest that would do', () => {
    expect(day({ slot: '1000' })[0]).toContain('The nearest are 960 s and 1080 s')
    expect(day({ slot: '30' })[0]).toContain('The nearest is 60 s')
    expect(day({ slot: '86399' })[0]).toContain('The nearest are 43200 s and 86400 s')
    expect(day({}, { CERTIFICATE_INTERVAL: '1000' })).toEqual([
      'environment: CERTIFICATE_INTERVAL = 1000: expected a multiple of MARKET_SLOT, which is 900 s, that divides a day. ' +
        'The nearest are 900 s and 1800 s',
    ])
  })
})

describe('claims', () => {
  it('are matched with certificates of watt-hours only', () => {
    expect(problemsOf({ CERTIFICATE_CLAIMS: 'matched' })).toEqual([])
    expect(problemsOf({ CERTIFICATE_UNIT: 'mwh' })).toEqual([])
    expect(problemsOf({ CERTIFICATE_CLAIMS: 'matched', CERTIFICATE_UNIT: 'mwh' })).toEqual([
      'environment: CERTIFICATE_CLAIMS = matched: expected none, as CERTIFICATE_UNIT is mwh. ' +
        'Certificates of CERTIFICATE_UNIT=wh can be matched',
    ])
  })
})

describe('network fees', () => {
  it('leave something to gain over the grid', () => {
    expect(problemsOf({ NETWORK_FEE_ACROSS_ZONES: '0.16' })).toEqual([])
    expect(problemsOf({ NETWORK_FEE_ACROSS_ZONES: '0.17' })).toEqual([
      'environment: NETWORK_FEE_ACROSS_ZONES = 0.17: expected at most GRID_PURCHASE_RATE − GRID_FEED_IN_RATE, ' +
        'which is 0.16. A higher fee leaves nothing to gain by a trade',
    ])
  })

  it('are not compared with rates a tariff replaces, or with wrong ones', () => {
    expect(problemsOf({ NETWORK_FEE_ACROSS_ZONES: '1', TARIFF_FILE: 'tariff.json' })).toEqual([])
    expect(problemsOf({ GRID_FEED_IN_RATE: '0.3', NETWORK_FEE_ACROSS_ZONES: '1' })).toHaveLength(1)
  })
})
