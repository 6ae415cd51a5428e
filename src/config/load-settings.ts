/** @module Turns all sources of settings into one validated, frozen description of a run. */

import { type Problem, UsageError } from '../errors/problem.ts'
import { crossFieldProblems } from './cross-field-rules.ts'
import { ALERT_SETTINGS as ALERT } from './definitions/alert-settings.ts'
import { IEEE2030_SETTINGS as IEEE2030 } from './definitions/ieee2030-settings.ts'
import { MARKET_SETTINGS as MARKET, TRADING_SETTINGS as TRADING } from './definitions/market-settings.ts'
import { METER_TYPE_SETTINGS, WEATHER_SETTINGS } from './definitions/model-settings.ts'
import { OUTPUT_SETTINGS as OUTPUT, SERVER_SETTINGS as SERVER } from './definitions/output-settings.ts'
import { RUN_SETTINGS as RUN } from './definitions/run-settings.ts'
import {
  DELIVERY_SETTINGS as DELIVERY,
  KAFKA_SETTINGS as KAFKA,
  REDIS_SETTINGS as REDIS,
  SERVICE_SETTINGS as SERVICE,
} from './definitions/service-settings.ts'
import { type EffectiveSetting, effectiveSettings, originsByField, type SettingOrigins } from './effective-settings.ts'
import { exclusiveProblems, setAsideExcluded } from './exclusive-settings.ts'
import type { SettingDefinition } from './setting-definition.ts'
import { type SettingSources, settingLayers } from './setting-sources.ts'
import type { Settings } from './settings.ts'
import { shownValue } from './shown-value.ts'
import { fixOf, type SettingValue } from './value-kinds.ts'

export interface ResolvedSettings {
  /** Deeply frozen. */
  readonly settings: Settings
  readonly origins: SettingOrigins
  /** Every variable, in the order of the documentation. */
  readonly effective: readonly EffectiveSetting[]
}

/**
 * Reads, validates and freezes the settings of a run: flags beat environment beats `.env` beats campus file beats
 * defaults. Of two settings that exclude each other, such as end and duration, the one from the nearer source counts.
 *
 * @throws UsageError with one problem per bad value
 */
export function resolveSettings(sources: SettingSources): ResolvedSettings {
  const layers = settingLayers(sources)
  const problems: Problem[] = [...layers.problems]
  const find = setAsideExcluded(layers.find)
  const rejected = new Set<keyof Settings>()

  function read<T extends SettingValue>(definition: SettingDefinition<T>): T {
    const { text, source, key } = find(definition)
    const parsed = definition.schema.safeParse(text)
    if (parsed.success) return parsed.data
    rejected.add(definition.field)
    const value = shownValue(text, definition.secret)
    const fix = fixOf(parsed.error)
    problems.push({ source, key, value, expected: definition.accepted, ...(fix === undefined ? {} : { fix }) })
    return definition.schema.parse(definition.defaultText)
  }

  const settings: Settings = Object.freeze({
    campusFile: read(RUN.campusFile),
    meters: read(RUN.meters),
    intervalSeconds: read(RUN.intervalSeconds),
    startMs: read(RUN.startMs),
    endMs: read(RUN.endMs),
    durationMs: read(RUN.durationMs),
    speed: read(RUN.speed),
    seed: read(RUN.seed),
    outputFile: read(OUTPUT.outputFile),
    outputKeepDays: read(OUTPUT.outputKeepDays),
    workers: read(RUN.workers),
    resume: read(RUN.resume),
    fresh: read(RUN.fresh),
    server: read(SERVER.server),
    summaryFile: read(OUTPUT.summaryFile),
    weatherFile: read(RUN.weatherFile),
    loadFile: read(RUN.loadFile),
    quiet: read(OUTPUT.quiet),
    logLevel: read(OUTPUT.logLevel),
    weatherWeights: Object.freeze(WEATHER_SETTINGS.map(read)),
    meterTypeShares: Object.freeze(METER_TYPE_SETTINGS.map(read)),
    minSellPrice: read(MARKET.minSellPrice),
    maxSellPrice: read(MARKET.maxSellPrice),
    minBuyPrice: read(MARKET.minBuyPrice),
    maxBuyPrice: read(MARKET.maxBuyPrice),
    gridFeedInRate: read(MARKET.gridFeedInRate),
    gridPurchaseRate: read(MARKET.gridPurchaseRate),
    currency: read(MARKET.currency),
    batteryWearCost: read(MARKET.batteryWearCost),
    tariffFile: read(MARKET.tariffFile),
    carbonOffsetRate: read(MARKET.carbonOffsetRate),
    emissionFactor: read(MARKET.emissionFactor),
    emissionFactorFile: read(MARKET.emissionFactorFile),
    marketMechanism: read(TRADING.marketMechanism),
    slotSeconds: read(TRADING.slotSeconds),
    marketK: read(TRADING.marketK),
    marginPriority: read(TRADING.marginPriority),
    ownZoneFirst: read(TRADING.ownZoneFirst),
    beyondGrid: read(TRADING.beyondGrid),
    networkFeeSameBuilding: read(TRADING.networkFeeSameBuilding),
    networkFeeSameZone: read(TRADING.networkFeeSameZone),
    networkFeeAcrossZones: read(TRADING.networkFeeAcrossZones),
    smallestTradeKwh: read(TRADING.smallestTradeKwh),
    largestOrderKwh: read(TRADING.largestOrderKwh),
    opportunitiesPerSlot: read(TRADING.opportunitiesPerSlot),
    certificateUnit: read(TRADING.certificateUnit),
    certificateClaims: read(TRADING.certificateClaims),
    certificateLifetimeDays: read(TRADING.certificateLifetimeDays),
    certificateIntervalSeconds: read(TRADING.certificateIntervalSeconds),
    faultsFile: read(RUN.faultsFile),
    commandsFile: read(RUN.commandsFile),
    sinks: read(DELIVERY.sinks),
    runId: read(DELIVERY.runId),
    storeFolder: read(DELIVERY.storeFolder),
    deliveryPatienceSeconds: read(DELIVERY.deliveryPatienceSeconds),
    kafkaBootstrapServers: read(SERVICE.kafkaBootstrapServers),
    kafkaTopicPrefix: read(KAFKA.kafkaTopicPrefix),
    kafkaCreateTopics: read(KAFKA.kafkaCreateTopics),
    kafkaPartitions: read(KAFKA.kafkaPartitions),
    kafkaReplication: read(KAFKA.kafkaReplication),
    kafkaRetentionHours: read(KAFKA.kafkaRetentionHours),
    kafkaCompression: read(KAFKA.kafkaCompression),
    kafkaTls: read(KAFKA.kafkaTls),
    kafkaTlsCaFile: read(KAFKA.kafkaTlsCaFile),
    kafkaSaslMechanism: read(KAFKA.kafkaSaslMechanism),
    kafkaSaslUsername: read(KAFKA.kafkaSaslUsername),
    kafkaSaslPassword: read(KAFKA.kafkaSaslPassword),
    databaseUrl: read(SERVICE.databaseUrl),
    timescaleUrl: read(SERVICE.timescaleUrl),
    redisUrl: read(SERVICE.redisUrl),
    redisKeyPrefix: read(REDIS.redisKeyPrefix),
    redisStreamLength: read(REDIS.redisStreamLength),
    solanaRpcUrl: read(SERVICE.solanaRpcUrl),
    metricsPort: read(SERVER.metricsPort),
    apiPort: read(SERVER.apiPort),
    apiHost: read(SERVER.apiHost),
    apiToken: read(SERVER.apiToken),
    alertWebhookUrl: read(ALERT.alertWebhookUrl),
    alertWebhookSecret: read(ALERT.alertWebhookSecret),
    ieee2030Port: read(SERVER.ieee2030Port),
    certificatesFolder: read(IEEE2030.certificatesFolder),
    enterpriseNumber: read(IEEE2030.enterpriseNumber),
    utilityServer: read(IEEE2030.utilityServer),
    utilityHost: read(IEEE2030.utilityHost),
    utilityStateFolder: read(IEEE2030.utilityStateFolder),
    utilityRegistryFile: read(IEEE2030.utilityRegistryFile),
    registerMeters: read(IEEE2030.registerMeters),
    inBandRegistration: read(IEEE2030.inBandRegistration),
    deviceCertificates: read(IEEE2030.deviceCertificates),
    lenientCiphers: read(IEEE2030.lenientCiphers),
    pollRateSeconds: read(IEEE2030.pollRateSeconds),
    postRateSeconds: read(IEEE2030.postRateSeconds),
    utilityServerUrl: read(IEEE2030.utilityServerUrl),
    utilityServerCa: read(IEEE2030.utilityServerCa),
    utilityServerCiphers: read(IEEE2030.utilityServerCiphers),
    utilityServerPin: read(IEEE2030.utilityServerPin),
    utilityServerRegister: read(IEEE2030.utilityServerRegister),
    utilityServerReservations: read(IEEE2030.utilityServerReservations),
    utilityServerPostRate: read(IEEE2030.utilityServerPostRate),
    notificationHosts: read(IEEE2030.notificationHosts),
    utilityDiscovery: read(IEEE2030.utilityDiscovery),
  })
  problems.push(...exclusiveProblems(find), ...crossFieldProblems(settings, find, rejected))
  if (problems.length > 0) throw new UsageError(problems)

  return { settings, origins: originsByField(settings, find), effective: effectiveSettings(find) }
}
