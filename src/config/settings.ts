/** @module The one description of a run everything else reads: validated, typed and frozen. */

export const WEATHER_CONDITIONS = ['Sunny', 'Partly_Cloudy', 'Cloudy', 'Overcast', 'Rainy'] as const
export type WeatherCondition = (typeof WEATHER_CONDITIONS)[number]

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export const MARKET_MECHANISMS = [
  'call-auction',
  'k-double-auction',
  'pay-as-bid',
  'continuous',
  'mid-market-rate',
  'supply-demand-ratio',
  'bill-sharing',
  'mcafee',
  'huang',
  'muda',
  'vcg',
  'grid-only',
] as const
export type MarketMechanismName = (typeof MARKET_MECHANISMS)[number]

/** A mechanism, or no market at all: the meters alone. */
export const MARKET_CHOICES = [...MARKET_MECHANISMS, 'none'] as const
export type MarketChoice = (typeof MARKET_CHOICES)[number]

export const MARGIN_PRIORITIES = ['pro-rata', 'time'] as const
export type MarginPriority = (typeof MARGIN_PRIORITIES)[number]

export const CERTIFICATE_CLAIMS = ['none', 'matched'] as const
export type CertificateClaims = (typeof CERTIFICATE_CLAIMS)[number]

export const UTILITY_SERVER_MODES = ['auto', 'on', 'off'] as const
export type UtilityServerMode = (typeof UTILITY_SERVER_MODES)[number]

/** Which certificates of devices a utility server takes. */
export const DEVICE_CERTIFICATES = ['profile', 'lenient', 'self-signed'] as const
export type DeviceCertificates = (typeof DEVICE_CERTIFICATES)[number]

export const CERTIFICATE_UNITS = ['wh', 'mwh'] as const
export type CertificateUnit = (typeof CERTIFICATE_UNITS)[number]

/** Published emission factors of the grid; their numbers and sources are in EMISSION_FACTORS. */
export const EMISSION_FACTOR_NAMES = [
  'compatibility',
  'thailand-tgo',
  'thailand-tgo-2016-2018',
  'thailand-tgo-2026',
  'thailand-tgo-2026-upstream',
] as const
export type EmissionFactorName = (typeof EMISSION_FACTOR_NAMES)[number]

/** Where records can be delivered to. */
export const SINK_NAMES = ['store', 'timescale', 'postgres', 'kafka', 'redis'] as const
export type SinkName = (typeof SINK_NAMES)[number]

export const KAFKA_COMPRESSIONS = ['none', 'gzip', 'snappy', 'lz4'] as const
export type KafkaCompression = (typeof KAFKA_COMPRESSIONS)[number]

export const KAFKA_SASL_MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const
export type KafkaSaslMechanism = (typeof KAFKA_SASL_MECHANISMS)[number]

/** Everything that shapes a run. Times are UTC; prices are in `currency` per kWh. */
export interface Settings {
  /** Path of the campus file as given. */
  readonly campusFile: string
  /** Size of a generated fleet; null takes the campus file's meters. */
  readonly meters: number | null
  /** Simulated time between two readings [s]: a divisor or a multiple of a market slot. */
  readonly intervalSeconds: number
  /** Start of the run [ms since 1970 UTC]; null starts now, rounded down to the interval. */
  readonly startMs: number | null
  /** End of a batch run [ms since 1970 UTC]; null is a live run (unless `durationMs` is given). */
  readonly endMs: number | null
  /** Length of a batch run [ms]; null when `endMs` or a live run is meant. */
  readonly durationMs: number | null
  /** Simulated seconds per wall-clock second of a live run. */
  readonly speed: number
  readonly seed: number
  /** The journal's active segment. */
  readonly outputFile: string
  /** Closed daily segments of a live run kept besides the active one; 0 keeps all. */
  readonly outputKeepDays: number
  readonly workers: number
  readonly resume: boolean
  readonly fresh: boolean
  /** False opens no network listener at all. */
  readonly server: boolean
  /** Where the run's summary goes as JSON; null prints only the table. */
  readonly summaryFile: string | null
  /** Recorded weather (EPW) that replaces the stochastic weather; null for none. */
  readonly weatherFile: string | null
  /** Measured loads (CSV) that replace the model for the meters they name; null for none. */
  readonly loadFile: string | null
  readonly quiet: boolean
  readonly logLevel: LogLevel
  /** Long-run share of each weather condition, in the order of WEATHER_CONDITIONS; sums to 1. */
  readonly weatherWeights: readonly number[]
  /** Shares of a generated fleet, in the order of METER_TYPES; sums to 1. */
  readonly meterTypeShares: readonly number[]
  readonly minSellPrice: number
  readonly maxSellPrice: number
  readonly minBuyPrice: number
  readonly maxBuyPrice: number
  readonly gridFeedInRate: number
  readonly gridPurchaseRate: number
  readonly currency: string
  /** What the ageing of a battery costs per kWh charged. */
  readonly batteryWearCost: number
  /** Tariff file that replaces the two flat rates; null keeps them. */
  readonly tariffFile: string | null
  readonly marketMechanism: MarketChoice
  /** Length of a market slot [s]; null is 15 minutes, or the interval where that is longer. */
  readonly slotSeconds: number | null
  /** Where a price is set between the marginal offer (0) and the marginal bid (1). */
  readonly marketK: number
  readonly marginPriority: MarginPriority
  /** Clear within buildings, then zones, then the campus. */
  readonly ownZoneFirst: boolean
  /** Let limits be worse than the grid's prices, for research. */
  readonly beyondGrid: boolean
  readonly networkFeeSameBuilding: number
  readonly networkFeeSameZone: number
  readonly networkFeeAcrossZones: number
  readonly smallestTradeKwh: number
  /** Largest quantity of an order [kWh]; null is unlimited. */
  readonly largestOrderKwh: number | null
  /** Opportunities published per slot. */
  readonly opportunitiesPerSlot: number
  /** Whether certificates are claimed for the energy that was kept in their interval. */
  readonly certificateClaims: CertificateClaims
  readonly certificateLifetimeDays: number
  /** What a certificate counts. */
  readonly certificateUnit: CertificateUnit
  /** Time over which generation is certified at once [s]; null is an hour, or a slot where that does not divide an hour. */
  readonly certificateIntervalSeconds: number | null
  /** Emissions avoided per kWh generated [kg CO2e/kWh], unless one of the next two is given. */
  readonly carbonOffsetRate: number
  /** Published factor that replaces the rate; null for none. */
  readonly emissionFactor: EmissionFactorName | null
  /** Factors by the hour or any other step (CSV) that replace the rate; null for none. */
  readonly emissionFactorFile: string | null
  /** Faults put into what meters measure (JSON); null for none. */
  readonly faultsFile: string | null
  /** What the meters are told; null for nothing. */
  readonly commandsFile: string | null
  /** Destinations separated by commas, or `none`; null takes every one whose address is set. */
  readonly sinks: string | null
  /** Identity of the run at its destinations; null derives it from everything that shapes the run. */
  readonly runId: string | null
  /** Folder of the embedded database; null is `store` beside the output file. */
  readonly storeFolder: string | null
  /** How long a batch waits at its end for a destination that takes nothing [s]. */
  readonly deliveryPatienceSeconds: number
  readonly kafkaBootstrapServers: string | null
  readonly kafkaTopicPrefix: string
  readonly kafkaCreateTopics: boolean
  readonly kafkaPartitions: number
  readonly kafkaReplication: number
  /** How long new topics keep messages [h]; null for ever. */
  readonly kafkaRetentionHours: number | null
  readonly kafkaCompression: KafkaCompression
  readonly kafkaTls: boolean
  /** Certificates (PEM) of who may sign the brokers'; null trusts those of the system. */
  readonly kafkaTlsCaFile: string | null
  readonly kafkaSaslMechanism: KafkaSaslMechanism | null
  readonly kafkaSaslUsername: string | null
  readonly kafkaSaslPassword: string | null
  readonly databaseUrl: string | null
  readonly timescaleUrl: string | null
  readonly redisUrl: string | null
  readonly redisKeyPrefix: string
  /** Entries the stream in Redis keeps, about. */
  readonly redisStreamLength: number
  readonly solanaRpcUrl: string | null
  /** Port of the metrics alone; null for none. */
  readonly metricsPort: number | null
  readonly apiPort: number
  /** Address the HTTP interface listens on. */
  readonly apiHost: string
  /** What clients of the HTTP interface prove themselves with; null takes the one in the token file. */
  readonly apiToken: string | null
  /** Who is told of alerts; null for nobody. */
  readonly alertWebhookUrl: string | null
  /** Key of the signature, in base64. */
  readonly alertWebhookSecret: string | null
  readonly ieee2030Port: number
  /** Folder of the certificates and keys of server and meters. */
  readonly certificatesFolder: string
  /** IANA private enterprise number under which devices of IEEE 2030.5 are named. */
  readonly enterpriseNumber: number
  /** Whether a live run has a utility server. */
  readonly utilityServer: UtilityServerMode
  /** Address it listens on. */
  readonly utilityHost: string
  /** Where it keeps what it holds; beside the journal when null. */
  readonly utilityStateFolder: string | null
  /** Devices beside those of the folder of certificates; null for none. */
  readonly utilityRegistryFile: string | null
  /** Whether those are let in by themselves. */
  readonly registerMeters: boolean
  /** Whether devices may enter themselves. */
  readonly inBandRegistration: boolean
  readonly deviceCertificates: DeviceCertificates
  /** Whether clients without the cipher suite of the standard are taken. */
  readonly lenientCiphers: boolean
  /** Seconds between two polls, and two posts, that devices are told. */
  readonly pollRateSeconds: number
  readonly postRateSeconds: number
  /** IEEE 2030.5 server that the meters are clients of; null is the built-in one. */
  readonly utilityServerUrl: string | null
  /** File of the authorities it is trusted by; null is that of the certificates' folder. */
  readonly utilityServerCa: string | null
  /** `standard`, `lenient`, or a list as OpenSSL has them. */
  readonly utilityServerCiphers: string
  /** `own`, `any`, or six digits. */
  readonly utilityServerPin: string
  /** Whether meters it does not know register themselves. */
  readonly utilityServerRegister: boolean
  /** Whether batteries ask the server for power to charge with. */
  readonly utilityServerReservations: boolean
  /** How often meters post where it does not say [s]. */
  readonly utilityServerPostRate: number
  /** Hosts, addresses and blocks separated by commas where notifications may go though they are not public; or `none`. */
  readonly notificationHosts: string
  /** Whether the utility server is announced on the local networks. */
  readonly utilityDiscovery: boolean
}

/** Where a campus stands and the grid it is on. */
export interface Site {
  readonly name: string
  readonly latitudeDeg: number
  readonly longitudeDeg: number
  readonly elevationM: number
  /** IANA name. */
  readonly timeZone: string
  /** Phase-to-neutral [V]. */
  readonly nominalVoltageV: number
  readonly nominalFrequencyHz: number
}

const USUAL_SLOT_SECONDS = 900
const USUAL_CERTIFICATE_SECONDS = 3600

/** Length of a market slot [s]. */
export function slotSecondsOf({
  slotSeconds,
  intervalSeconds,
}: Pick<Settings, 'slotSeconds' | 'intervalSeconds'>): number {
  return slotSeconds ?? Math.max(USUAL_SLOT_SECONDS, intervalSeconds)
}

/** Time over which generation is certified at once [s]. */
export function certificateSecondsOf(
  settings: Pick<Settings, 'certificateIntervalSeconds' | 'slotSeconds' | 'intervalSeconds'>,
): number {
  const slot = slotSecondsOf(settings)
  return (
    settings.certificateIntervalSeconds ?? (USUAL_CERTIFICATE_SECONDS % slot === 0 ? USUAL_CERTIFICATE_SECONDS : slot)
  )
}
