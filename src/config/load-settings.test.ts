import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { METER_TYPES } from '../campus/meter.ts'
import { refusalLines } from '../errors/refusal.fixture.ts'
import { METER_TYPE_SETTINGS } from './definitions/model-settings.ts'
import { resolveSettings } from './load-settings.ts'
import { SETTING_DEFINITIONS } from './setting-definitions.ts'
import type { SettingSources } from './setting-sources.ts'

const NOTHING: SettingSources = {
  flags: {},
  environment: {},
  dotEnv: null,
  campusSettings: {},
  campusFilePath: 'campus.json',
}

const resolve = (sources: Partial<SettingSources> = {}) => resolveSettings({ ...NOTHING, ...sources })

function problemsOf(sources: Partial<SettingSources>): readonly string[] {
  return refusalLines(() => resolve(sources))
}

describe('resolveSettings without any source', () => {
  it('gives the documented defaults', () => {
    expect(resolve().settings).toEqual({
      campusFile: 'config/utcc_campus_config.json',
      meters: null,
      intervalSeconds: 15,
      startMs: null,
      endMs: null,
      durationMs: null,
      speed: 1,
      seed: 42,
      outputFile: 'data/meter_readings.jsonl',
      outputKeepDays: 0,
      workers: 1,
      resume: false,
      fresh: false,
      server: true,
      summaryFile: null,
      weatherFile: null,
      loadFile: null,
      quiet: false,
      logLevel: 'info',
      weatherWeights: [0.4, 0.3, 0.15, 0.1, 0.05],
      meterTypeShares: [0.4, 0.35, 0.2, 0.05],
      minSellPrice: 0.15,
      maxSellPrice: 0.35,
      minBuyPrice: 0.2,
      maxBuyPrice: 0.4,
      gridFeedInRate: 0.12,
      gridPurchaseRate: 0.28,
      currency: 'USD',
      batteryWearCost: 0.03,
      tariffFile: null,
      marketMechanism: 'call-auction',
      slotSeconds: null,
      marketK: 0.5,
      marginPriority: 'pro-rata',
      ownZoneFirst: true,
      beyondGrid: false,
      networkFeeSameBuilding: 0,
      networkFeeSameZone: 0.005,
      networkFeeAcrossZones: 0.01,
      smallestTradeKwh: 0.001,
      largestOrderKwh: null,
      opportunitiesPerSlot: 50,
      certificateUnit: 'wh',
      certificateClaims: 'none',
      certificateLifetimeDays: 730,
      certificateIntervalSeconds: null,
      carbonOffsetRate: 0.7,
      emissionFactor: null,
      emissionFactorFile: null,
      kafkaBootstrapServers: null,
      faultsFile: null,
      commandsFile: null,
      sinks: null,
      runId: null,
      storeFolder: null,
      deliveryPatienceSeconds: 60,
      kafkaTopicPrefix: '',
      kafkaCreateTopics: true,
      kafkaPartitions: 6,
      kafkaReplication: 1,
      kafkaRetentionHours: null,
      kafkaCompression: 'lz4',
      kafkaTls: false,
      kafkaTlsCaFile: null,
      kafkaSaslMechanism: null,
      kafkaSaslUsername: null,
      kafkaSaslPassword: null,
      redisKeyPrefix: 'gridtokenx:',
      redisStreamLength: 100000,
      databaseUrl: null,
      timescaleUrl: null,
      redisUrl: null,
      solanaRpcUrl: null,
      metricsPort: null,
      apiPort: 8080,
      apiHost: '127.0.0.1',
      apiToken: null,
      alertWebhookUrl: null,
      alertWebhookSecret: null,
      ieee2030Port: 8444,
      certificatesFolder: 'certs',
      enterpriseNumber: 32_473,
      utilityServer: 'auto',
      utilityHost: '127.0.0.1',
      utilityStateFolder: null,
      utilityRegistryFile: null,
      registerMeters: true,
      inBandRegistration: false,
      deviceCertificates: 'profile',
      lenientCiphers: false,
      pollRateSeconds: 900,
      postRateSeconds: 300,
      utilityServerUrl: null,
      utilityServerCa: null,
      utilityServerCiphers: 'standard',
      utilityServerPin: 'own',
      utilityServerRegister: false,
      utilityServerReservations: false,
      utilityServerPostRate: 300,
      notificationHosts: 'none',
      utilityDiscovery: false,
    })
  })

  it('is frozen through and through', () => {
    const { settings } = resolve()
    expect(Object.isFrozen(settings)).toBe(true)
    expect(Object.isFrozen(settings.weatherWeights)).toBe(true)
    expect(Object.isFrozen(settings.meterTypeShares)).toBe(true)
  })

  it('has the type shares in the order of the meter types', () => {
    expect(METER_TYPE_SETTINGS.map(({ variable }) => variable)).toEqual(
      METER_TYPES.map((type) => `${type.toUpperCase()}_RATIO`),
    )
  })
})

describe('precedence', () => {
  const flags = { interval: '60' }
  const environment = { SIMULATION_INTERVAL: '30' }
  const dotEnv = '\nSIMULATION_INTERVAL=20'
  const campusSettings = { SIMULATION_INTERVAL: 900 }

  it.each([
    [{ flags, environment, dotEnv, campusSettings }, 60, 'command line', '--interval'],
    [{ environment, dotEnv, campusSettings }, 30, 'environment', 'SIMULATION_INTERVAL'],
    [{ dotEnv, campusSettings }, 20, '.env:2', 'SIMULATION_INTERVAL'],
    [{ campusSettings }, 900, 'campus.json', 'settings.SIMULATION_INTERVAL'],
    [{}, 15, 'default', 'SIMULATION_INTERVAL'],
  ])('%#: the nearest source wins', (sources, intervalSeconds, source, key) => {
    const { settings, origins } = resolve(sources)
    expect(settings.intervalSeconds).toBe(intervalSeconds)
    expect(origins.intervalSeconds).toEqual({ source, key, value: String(intervalSeconds) })
  })

  it('passes over empty variables', () => {
    const { settings } = resolve({
      environment: { SIMULATION_INTERVAL: ' ' },
      dotEnv: 'SIMULATION_INTERVAL=""',
      campusSettings,
    })
    expect(settings.intervalSeconds).toBe(900)
  })

  it('lets an empty flag unset what may be unset, and nothing else', () => {
    expect(resolve({ flags: { meters: '' }, environment: { NUM_METERS: '5' } }).settings.meters).toBeNull()
    expect(problemsOf({ flags: { interval: '' } })).toHaveLength(1)
  })

  it('does not look at a bad value that a nearer source replaces', () => {
    expect(resolve({ flags, environment: { SIMULATION_INTERVAL: 'x' } }).settings.intervalSeconds).toBe(60)
  })

  it('takes switches from flags and variables', () => {
    expect(resolve({ flags: { 'no-server': true, quiet: true } }).settings).toMatchObject({
      server: false,
      quiet: true,
    })
    expect(resolve({ environment: { NO_SERVER: 'yes' } }).settings.server).toBe(false)
    expect(resolve({ flags: { quiet: false }, environment: { QUIET: '1' } }).settings.quiet).toBe(true)
  })

  it('names every source of a field of several variables', () => {
    const { origins } = resolve({ environment: { WEATHER_SUNNY_WEIGHT: '0.35', WEATHER_RAINY_WEIGHT: '0.1' } })
    expect(origins.weatherWeights).toMatchObject({
      source: 'environment, default',
      key: expect.stringMatching(/^WEATHER_SUNNY_WEIGHT \+ .* \+ WEATHER_RAINY_WEIGHT$/),
      value: '0.35 + 0.3 + 0.15 + 0.1 + 0.1',
    })
  })

  it('lets the nearer of two settings that exclude each other replace the other', () => {
    const { settings, effective } = resolve({
      flags: { duration: '1h', fresh: true },
      dotEnv: 'RESUME=1\nSIMULATION_END=2025-01-01T00:00:00Z',
    })
    expect(settings).toMatchObject({ durationMs: 3_600_000, endMs: null, fresh: true, resume: false })
    const end = effective.find(({ definition }) => definition.field === 'endMs')
    expect(end?.source).toBe('default, because of --duration')
  })

  it('takes the emission factor from the nearest source, in whatever words it is given', () => {
    const factorOf = (sources: Partial<SettingSources>) => {
      const { emissionFactorFile, emissionFactor, carbonOffsetRate } = resolve(sources).settings
      return [emissionFactorFile, emissionFactor, carbonOffsetRate]
    }
    expect(factorOf({})).toEqual([null, null, 0.7])
    const campusSettings = { EMISSION_FACTOR: 'thailand-tgo' }
    expect(factorOf({ campusSettings })).toEqual([null, 'thailand-tgo', 0.7])
    expect(factorOf({ campusSettings, dotEnv: 'CARBON_OFFSET_RATE=0.5' })).toEqual([null, null, 0.5])
    const environment = { EMISSION_FACTOR_FILE: 'grid.csv' }
    expect(factorOf({ campusSettings, dotEnv: 'CARBON_OFFSET_RATE=0.5', environment })).toEqual(['grid.csv', null, 0.7])
    const flags = { 'emission-factor': 'thailand-tgo-2026' }
    expect(factorOf({ environment, flags })).toEqual([null, 'thailand-tgo-2026', 0.7])
  })
})

describe('bad values', () => {
  it.each<[Partial<SettingSources>, string]>([
    [{ flags: { meters: '0' } }, 'command line: --meters = 0: expected a whole number from 1 to 10000000'],
    [{ flags: { meters: '10000001' } }, 'command line: --meters = 10000001: expected a whole number'],
    [{ environment: { NUM_METERS: '2.5' } }, 'environment: NUM_METERS = 2.5: expected a whole number'],
    [{ flags: { interval: '0' } }, 'command line: --interval = 0: expected a whole number of seconds from 1 to 86400'],
    [{ flags: { interval: '7' } }, 'The nearest accepted are 6 and 9'],
    [{ flags: { interval: '1000' } }, 'The nearest accepted are 900 and 1800'],
    [{ flags: { interval: true } }, 'command line: --interval = : expected'],
    [{ flags: { seed: '-1' } }, '--seed = -1: expected a whole number from 0 to 9007199254740991'],
    [{ flags: { seed: '9007199254740992' } }, '--seed = 9007199254740992: expected a whole number'],
    [{ flags: { seed: '0x10' } }, '--seed = 0x10: expected a whole number'],
    [{ flags: { speed: '0' } }, '--speed = 0: expected a number above 0'],
    [{ flags: { speed: '1e999' } }, '--speed = 1e999: expected a number above 0'],
    [{ flags: { speed: 'Infinity' } }, '--speed = Infinity: expected a number above 0'],
    [{ flags: { workers: '65' } }, '--workers = 65: expected a whole number from 1 to 64'],
    [{ flags: { start: '2025-01-01' } }, 'Add the time and the offset: 2025-01-01T00:00:00+07:00'],
    [{ flags: { end: 'tomorrow' } }, '--end = tomorrow: expected an ISO 8601 date and time'],
    [{ flags: { duration: '5' } }, '--duration = 5: expected a duration such as 36h'],
    [
      { flags: { 'log-level': 'loud' } },
      '--log-level = loud: expected fatal, error, warn, info, debug, trace or silent',
    ],
    [{ flags: { output: 'folder/' } }, '--output = folder/: expected the path of a file'],
    [{ environment: { API_PORT: '0' } }, 'environment: API_PORT = 0: expected a whole number from 1 to 65535'],
    [{ environment: { RESUME: 'perhaps' } }, 'environment: RESUME = perhaps: expected true or false'],
    [{ dotEnv: '\n\nCURRENCY=baht' }, '.env:3: CURRENCY = baht: expected an ISO 4217 code'],
    [{ campusSettings: { MIN_SELL_PRICE: -1 } }, 'campus.json: settings.MIN_SELL_PRICE = -1: expected a number from 0'],
    [
      { flags: { 'emission-factor': 'thailand' } },
      'command line: --emission-factor = thailand: expected compatibility, thailand-tgo, thailand-tgo-2016-2018, ' +
        'thailand-tgo-2026 or thailand-tgo-2026-upstream',
    ],
    [
      { campusSettings: { EMISSION_FACTOR: 0.5 } },
      'campus.json: settings.EMISSION_FACTOR = 0.5: expected compatibility, thailand-tgo,',
    ],
    [
      { flags: { 'emission-factor': 'thailand-tgo', 'emission-factor-file': 'grid.csv' } },
      'command line: --emission-factor-file and --emission-factor: expected only one of them',
    ],
    [
      { environment: { EMISSION_FACTOR: 'thailand-tgo', CARBON_OFFSET_RATE: '0.7' } },
      'environment: EMISSION_FACTOR and CARBON_OFFSET_RATE: expected only one of them',
    ],
    [
      { campusSettings: { EMISSION_FACTOR_FILE: 'grid.csv', CARBON_OFFSET_RATE: 0.5 } },
      'campus.json: settings.EMISSION_FACTOR_FILE and settings.CARBON_OFFSET_RATE: expected only one of them',
    ],
    [
      { flags: { output: 'a/grid.csv', 'emission-factor-file': './a/grid.csv' } },
      'expected another file than --emission-factor-file',
    ],
    [{ campusSettings: { MIN_SELL_PRICE: true } }, 'campus.json: settings.MIN_SELL_PRICE = true: expected a number'],
  ])('%j', (sources, expected) => {
    const problems = problemsOf(sources)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(expected)
  })

  it('are all reported at once, one line each', () => {
    const problems = problemsOf({
      flags: { interval: 'x', seed: 'x' },
      environment: { NUM_METERS: 'x' },
      dotEnv: 'WORKERS=x',
      campusSettings: { CURRENCY: 'x' },
    })
    expect(problems.map((line) => line.split(':', 1)[0]).sort()).toEqual([
      '.env',
      'campus.json',
      'command line',
      'command line',
      'environment',
    ])
  })

  it('never show a password', () => {
    const problems = problemsOf({ environment: { DATABASE_URL: 'mysql://user:secret@host/db' } })
    expect(problems).toEqual([
      'environment: DATABASE_URL = mysql://user:***@host/db: expected a URL that starts with postgres:// or postgresql://',
    ])
  })

  it('whatever they are, end in problems and nothing else', () => {
    const definition = fc.constantFrom(...SETTING_DEFINITIONS)
    fc.assert(
      fc.property(definition, fc.string({ unit: 'binary' }), ({ variable, schema }, text) => {
        const isRefused = problemsOf({ environment: { [variable]: text } }).some((line) => line.includes(' = '))
        expect(isRefused || text.trim() === '' || schema.safeParse(text).success).toBe(true)
      }),
    )
  })
})

describe('unknown names', () => {
  it.each<[Partial<SettingSources>, string]>([
    [{ flags: { intervall: '5' } }, 'Did you mean --interval?'],
    [{ flags: { zzz: true } }, 'command line: --zzz: expected one of --config, '],
    [{ dotEnv: 'NUM_METRES=5' }, '.env:1: NUM_METRES: expected the name of a setting. Did you mean NUM_METERS?'],
    [{ dotEnv: 'A=1\nweather_sunny_weigth=5' }, '.env:2: weather_sunny_weigth: expected the name of a setting'],
    [{ dotEnv: 'not a line' }, '.env:1: line: expected NAME=value'],
    [{ campusSettings: { CURENCY: 'THB' } }, 'Did you mean CURRENCY?'],
    [{ campusSettings: { OUTPUT_FILE: 'x' } }, 'OUTPUT_FILE belongs to a run, not to a campus'],
    [{ campusSettings: { 'a\nb': 1 } }, 'campus.json: settings.a\\u000ab: expected one of'],
    [{ campusSettings: { constructor: 1 } }, 'campus.json: settings.constructor: expected one of'],
  ])('%j', (sources, expected) => {
    const problems = problemsOf(sources)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(expected)
  })

  it('of other programs are left alone', () => {
    expect(
      problemsOf({ dotEnv: 'WEB_HOST=x\nPORT=1\nPGUSER=x\nNODE_ENV=x', environment: { NUM_METRES: 'x' } }),
    ).toEqual([])
  })
})
