import { describe, expect, it } from 'vitest'
import type { CampusFile } from '../config/campus-file.ts'
import type { Settings } from '../config/settings.ts'
import { type FingerprintInputs, fingerprint } from './fingerprint.ts'
import { testSettings, UTCC_SITE, utccCampusFile } from './run-inputs.fixture.ts'

function inputs(changes: Partial<FingerprintInputs> = {}): FingerprintInputs {
  return {
    settings: testSettings(),
    site: UTCC_SITE,
    campusFile: utccCampusFile(),
    weatherText: null,
    loadText: null,
    tariffText: null,
    emissionText: null,
    faultsText: null,
    commandsText: null,
    ...changes,
  }
}

const withSettings = (changes: Partial<Settings>): string => fingerprint(inputs({ settings: testSettings(changes) }))
const ORIGINAL = fingerprint(inputs())

/** Another value for each setting: whether it changes a reading or its text is decided here once more. */
const SHAPES: Partial<Settings> = {
  meters: 25,
  intervalSeconds: 900,
  seed: 43,
  weatherWeights: [0.3, 0.4, 0.15, 0.1, 0.05],
  meterTypeShares: [0.35, 0.4, 0.2, 0.05],
  minSellPrice: 0.16,
  maxSellPrice: 0.36,
  minBuyPrice: 0.21,
  maxBuyPrice: 0.41,
  gridFeedInRate: 0.13,
  gridPurchaseRate: 0.29,
  batteryWearCost: 0.04,
  carbonOffsetRate: 0.5,
  emissionFactor: 'thailand-tgo',
  marketMechanism: 'vcg',
  slotSeconds: 1800,
  marketK: 0.25,
  marginPriority: 'time',
  ownZoneFirst: false,
  beyondGrid: true,
  networkFeeSameBuilding: 0.001,
  networkFeeSameZone: 0.002,
  networkFeeAcrossZones: 0.003,
  smallestTradeKwh: 0.002,
  largestOrderKwh: 10,
  opportunitiesPerSlot: 5,
  certificateUnit: 'mwh',
  certificateClaims: 'matched',
  certificateLifetimeDays: 365,
  certificateIntervalSeconds: 900,
}
const DOES_NOT_SHAPE: Partial<Settings> = {
  campusFile: 'moved.json',
  startMs: 0,
  endMs: 1,
  durationMs: 2,
  speed: 60,
  outputFile: 'moved.jsonl',
  outputKeepDays: 7,
  workers: 4,
  resume: true,
  fresh: true,
  server: false,
  summaryFile: 'summary.json',
  weatherFile: 'moved.epw',
  loadFile: 'moved.csv',
  tariffFile: 'moved.json',
  emissionFactorFile: 'moved.csv',
  quiet: true,
  logLevel: 'debug',
  currency: 'THB',
  faultsFile: 'faults.json',
  commandsFile: 'commands.jsonl',
  kafkaBootstrapServers: 'kafka:9092',
  sinks: 'kafka',
  runId: 'other',
  storeFolder: 'other',
  deliveryPatienceSeconds: 5,
  kafkaTopicPrefix: 'x.',
  kafkaCreateTopics: false,
  kafkaPartitions: 2,
  kafkaReplication: 3,
  kafkaRetentionHours: 24,
  kafkaCompression: 'none',
  kafkaTls: true,
  kafkaTlsCaFile: 'ca.pem',
  kafkaSaslMechanism: 'plain',
  kafkaSaslUsername: 'u',
  kafkaSaslPassword: 'p',
  redisKeyPrefix: 'y:',
  redisStreamLength: 5,
  databaseUrl: 'postgres://db/db',
  timescaleUrl: 'postgres://ts/db',
  redisUrl: 'redis://cache',
  solanaRpcUrl: 'http://chain',
  metricsPort: 9191,
  apiPort: 8181,
  apiHost: '0.0.0.0',
  apiToken: 'a token of the test',
  alertWebhookUrl: 'https://example.org/',
  alertWebhookSecret: 'a2V5',
  ieee2030Port: 8555,
  certificatesFolder: 'other',
  enterpriseNumber: 1,
  utilityServer: 'off',
  utilityHost: '0.0.0.0',
  utilityStateFolder: 'kept',
  utilityRegistryFile: 'devices.json',
  registerMeters: false,
  inBandRegistration: true,
  deviceCertificates: 'lenient',
  lenientCiphers: true,
  pollRateSeconds: 60,
  postRateSeconds: 60,
  utilityServerUrl: 'https://other:8443',
  utilityServerCa: 'other.pem',
  utilityServerCiphers: 'lenient',
  utilityServerPin: 'any',
  utilityServerRegister: true,
  utilityServerReservations: true,
  utilityServerPostRate: 60,
  notificationHosts: '10.0.0.0/8',
  utilityDiscovery: true,
}

describe('fingerprint', () => {
  it('is the same for the same inputs, 256 bits in hexadecimal', () => {
    expect(ORIGINAL).toMatch(/^[0-9a-f]{64}$/)
    expect(fingerprint(inputs())).toBe(ORIGINAL)
  })

  it.each(Object.keys(SHAPES))('changes with %s', (name) => {
    expect(withSettings({ [name]: Reflect.get(SHAPES, name) })).not.toBe(ORIGINAL)
  })

  it.each(Object.keys(DOES_NOT_SHAPE))('does not change with %s', (name) => {
    expect(Reflect.get(testSettings(), name)).not.toEqual(Reflect.get(DOES_NOT_SHAPE, name))
    expect(withSettings({ [name]: Reflect.get(DOES_NOT_SHAPE, name) })).toBe(ORIGINAL)
  })

  it('knows of every setting whether it shapes the readings', () => {
    const known = [...Object.keys(SHAPES), ...Object.keys(DOES_NOT_SHAPE)].sort()
    expect(Object.keys(testSettings()).sort()).toEqual(known)
  })

  it('is different for every single change, so that no two changes cancel', () => {
    const all = Object.keys(SHAPES).map((name) => withSettings({ [name]: Reflect.get(SHAPES, name) }))
    expect(new Set([ORIGINAL, ...all]).size).toBe(all.length + 1)
  })

  it.each([
    ['latitudeDeg', 13.7],
    ['longitudeDeg', 100.6],
    ['elevationM', 5],
    ['timeZone', 'Asia/Tokyo'],
    ['nominalVoltageV', 220],
    ['nominalFrequencyHz', 60],
  ])('changes with the %s of the site', (name, value) => {
    expect(fingerprint(inputs({ site: { ...UTCC_SITE, [name]: value } }))).not.toBe(ORIGINAL)
  })

  it('changes with any meter or feeder of the campus file, and with their order', () => {
    const change = (edit: (file: CampusFile) => void): string => {
      const campusFile = utccCampusFile()
      edit(campusFile)
      return fingerprint(inputs({ campusFile }))
    }
    const changed = [
      change((file) => {
        file.meters[24].capacity_kw += 0.001
      }),
      change((file) => {
        file.meters[0].feeder.cable_m += 1
      }),
      change((file) => {
        file.feeders[0].xr_ratio += 0.1
      }),
      change((file) => {
        file.meters.reverse()
      }),
    ]
    expect(new Set([ORIGINAL, ...changed]).size).toBe(5)
  })

  it('does not change with the picture of the campus', () => {
    const campusFile = utccCampusFile()
    delete campusFile.plan
    expect(fingerprint(inputs({ campusFile }))).toBe(ORIGINAL)
  })

  it("does not change with the campus file's meters when the fleet is generated", () => {
    const campusFile = utccCampusFile()
    campusFile.meters.pop()
    const settings = testSettings({ meters: 25 })
    expect(fingerprint(inputs({ settings, campusFile }))).toBe(fingerprint(inputs({ settings })))
  })

  it('changes with the content of recordings, and tells one from the other', () => {
    const changed = [
      fingerprint(inputs({ weatherText: 'a' })),
      fingerprint(inputs({ weatherText: 'b' })),
      fingerprint(inputs({ loadText: 'a' })),
      fingerprint(inputs({ weatherText: 'a', loadText: 'a' })),
      fingerprint(inputs({ weatherText: '' })),
      fingerprint(inputs({ tariffText: 'a' })),
      fingerprint(inputs({ emissionText: 'a' })),
      fingerprint(inputs({ emissionText: 'b' })),
    ]
    expect(new Set([ORIGINAL, ...changed]).size).toBe(9)
  })

  it('does not depend on the order in which keys were written, at any depth', () => {
    const reversed = (value: unknown): unknown =>
      typeof value !== 'object' || value === null
        ? value
        : Array.isArray(value)
          ? value.map(reversed)
          : Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, reversed(inner)]),
            )
    const { settings, site, campusFile, ...rest } = inputs()
    const reordered = { settings: reversed(settings), site: reversed(site), campusFile: reversed(campusFile), ...rest }
    expect(JSON.stringify(reordered.settings)).not.toBe(JSON.stringify(settings))
    expect(fingerprint(reordered as FingerprintInputs)).toBe(ORIGINAL)
  })
})
