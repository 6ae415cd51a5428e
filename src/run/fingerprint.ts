/** @module Tells whether two runs would write the same journal. */

import { createHash } from 'node:crypto'
import type { CampusFile } from '../config/campus-file.ts'
import type { Settings, Site } from '../config/settings.ts'

/** Raised whenever a change of the models or formats changes what a run writes. */
const MODEL_VERSION = 5

/** Settings that shape neither a reading nor its text: they may change between interruption and resumption. */
const WITHOUT_EFFECT = [
  'campusFile',
  'startMs',
  'endMs',
  'durationMs',
  'speed',
  'outputFile',
  'outputKeepDays',
  'workers',
  'resume',
  'fresh',
  'server',
  'summaryFile',
  'weatherFile',
  'loadFile',
  'tariffFile',
  'emissionFactorFile',
  'quiet',
  'logLevel',
  'currency',
  'faultsFile',
  'commandsFile',
  'kafkaBootstrapServers',
  'sinks',
  'runId',
  'storeFolder',
  'deliveryPatienceSeconds',
  'kafkaTopicPrefix',
  'kafkaCreateTopics',
  'kafkaPartitions',
  'kafkaReplication',
  'kafkaRetentionHours',
  'kafkaCompression',
  'kafkaTls',
  'kafkaTlsCaFile',
  'kafkaSaslMechanism',
  'kafkaSaslUsername',
  'kafkaSaslPassword',
  'redisKeyPrefix',
  'redisStreamLength',
  'databaseUrl',
  'timescaleUrl',
  'redisUrl',
  'solanaRpcUrl',
  'metricsPort',
  'apiPort',
  'apiHost',
  'apiToken',
  'alertWebhookUrl',
  'alertWebhookSecret',
  'ieee2030Port',
  'certificatesFolder',
  'enterpriseNumber',
  'utilityServer',
  'utilityHost',
  'utilityStateFolder',
  'utilityRegistryFile',
  'registerMeters',
  'inBandRegistration',
  'deviceCertificates',
  'lenientCiphers',
  'pollRateSeconds',
  'postRateSeconds',
  'utilityServerUrl',
  'utilityServerCa',
  'utilityServerCiphers',
  'utilityServerPin',
  'utilityServerRegister',
  'utilityServerReservations',
  'utilityServerPostRate',
  'notificationHosts',
  'utilityDiscovery',
] as const satisfies readonly (keyof Settings)[]

/** What a journal's content follows from, besides its start. */
export interface FingerprintInputs {
  readonly settings: Settings
  readonly site: Site
  readonly campusFile: CampusFile
  /** Texts of the recorded weather and loads, the tariff, the emission factors and the faults; null where there is no file. */
  readonly weatherText: string | null
  readonly loadText: string | null
  readonly tariffText: string | null
  readonly emissionText: string | null
  readonly faultsText: string | null
  /** Text of the commands; they do not count where there are none. */
  readonly commandsText: string | null
}

/** SHA-256 over everything that shapes the readings, as lower-case hex. */
export function fingerprint({
  settings,
  site,
  campusFile,
  weatherText,
  loadText,
  tariffText,
  emissionText,
  faultsText,
  commandsText,
}: FingerprintInputs): string {
  const effective = Object.fromEntries(
    Object.entries(settings).filter(([name]) => !WITHOUT_EFFECT.some((without) => without === name)),
  )
  const campus = settings.meters === null ? { feeders: campusFile.feeders, meters: campusFile.meters } : null
  const hash = createHash('sha256')
  const commands = commandsText === null ? [] : [commandsText]
  const texts = [weatherText, loadText, tariffText, emissionText, faultsText, ...commands]
  for (const part of [MODEL_VERSION, effective, site, campus, ...texts]) {
    hash.update(JSON.stringify(part, sortedKeys)).update('\0')
  }
  return hash.digest('hex')
}

/** Makes the text independent of the order in which keys were written. */
function sortedKeys(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value
}
