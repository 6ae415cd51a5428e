/** @module The `client` command: a fleet of meters as load for a utility server, and a report of how it did. */

import { randomInt } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { createFleet } from '../campus/create-fleet.ts'
import { IEEE2030_SETTINGS } from '../config/definitions/ieee2030-settings.ts'
import { RUN_SETTINGS } from '../config/definitions/run-settings.ts'
import { DURATION_ACCEPTED, parseDuration } from '../config/duration.ts'
import type { SettingSources } from '../config/setting-sources.ts'
import { shownValue } from '../config/shown-value.ts'
import { RunError, UsageError } from '../errors/problem.ts'
import { deviceCapabilityPath } from '../ieee2030_5/client/connection/server-address.ts'
import { EngineFeed } from '../ieee2030_5/client/fleet/engine-feed.ts'
import { ClientFleet } from '../ieee2030_5/client/fleet/fleet.ts'
import { loadFleet, utilityServer } from '../ieee2030_5/client/load-fleet.ts'
import { mridFactory } from '../ieee2030_5/model/mrid.ts'
import { CURRENCY } from '../ieee2030_5/model/pricing.ts'
import { certificatePaths } from '../ieee2030_5/pki/certificate-paths.ts'
import { addMeters, type CertificateJob, makeMissing } from '../ieee2030_5/pki/make-certificates.ts'
import { prepareOutputFolder } from '../journal/output-folder.ts'
import { programVersion } from '../run/program-version.ts'
import { loadRunInputs } from '../run/run-inputs.ts'
import { discoveredUrl } from './discovered-server.ts'
import { EXIT_FAILED } from './exit-codes.ts'
import { type Configuration, loadConfiguration } from './load-configuration.ts'
import { serverHosts } from './server-hosts.ts'
import { StopSignals } from './stop-signals.ts'
import { type ClientReport, clientReport, renderClientReport } from './terminal/client-report.ts'
import { CountingProgress } from './terminal/counting-progress.ts'
import { terminalSize } from './terminal-size.ts'

/** The flags of the command that are no settings, as they were written. */
export interface ClientOptions {
  /** Meters of a generated fleet; null takes the campus. */
  readonly devices: string | null
  /** Address of the server; null takes the setting. */
  readonly url: string | null
  /** Whether unknown meters register themselves, whatever the setting says. */
  readonly register: boolean
  /** For how long; null until stopped. */
  readonly duration: string | null
  /** Time over which the meters begin; null is a second for every 50 of them. */
  readonly rampUp: string | null
  readonly reportFile: string | null
}

const BEGIN_PER_SECOND = 50
const CLOCK_TOLERANCE_S = 30
const JITTER_STEPS = 1 << 20
/** What is said between two looks at the fleet [ms]. */
const STATUS_MS = 1000

/** @returns the exit code: 1 when no meter got as far as its mirrors */
export async function client(flags: SettingSources['flags'], options: ClientOptions): Promise<number> {
  const durationMs = durationOf('--duration', options.duration)
  const rampUpMs = durationOf('--ramp-up', options.rampUp)
  const devices = options.devices === null ? {} : { meters: devicesOf(options.devices) }
  // A market would only cost time: nothing of it is sent.
  const configuration = loadConfiguration({ ...flags, ...devices, market: 'none' })
  const { resolved, campusFile, site } = configuration
  const { settings, origins } = resolved
  const url = urlOf(options.url, settings.utilityServerUrl)
  if (options.reportFile !== null) {
    const origin = { source: 'command line', key: '--report', value: options.reportFile }
    prepareOutputFolder(options.reportFile, origin, '--report')
  }
  const inputs = loadRunInputs(resolved, site, campusFile)
  const meters = Array.from({ length: inputs.fleet.size }, (_, index) => inputs.fleet.meter(index))
  const signals = new StopSignals(() => undefined)
  try {
    await makeIdentities(configuration, signals.signal)
    const found = await discoveredUrl(url, settings, origins, meters[0].meterId)
    const server = utilityServer(found, settings, origins)
    const wallMs = (): number => Date.now()
    const intervalMs = 1000 * settings.intervalSeconds
    const startMs = Math.floor((settings.startMs ?? wallMs()) / intervalMs) * intervalMs
    const fleet = new ClientFleet({
      server,
      meters: loadFleet({
        certificatesFolder: settings.certificatesFolder,
        pin: settings.utilityServerPin,
        meters,
        memories: new Map(),
      }),
      settings: {
        start: deviceCapabilityPath(server),
        mrids: mridFactory(settings.enterpriseNumber),
        maker: {
          enterprise: settings.enterpriseNumber,
          version: programVersion(),
          sinceS: Math.floor(wallMs() / 1000),
        },
        postRateSeconds: settings.utilityServerPostRate,
        registersItself: options.register || settings.utilityServerRegister,
        reservesPower: settings.utilityServerReservations,
        clockToleranceSeconds: CLOCK_TOLERANCE_S,
        intervalMs,
        currency: CURRENCY.notApplicable,
        ownTariff: null,
      },
      clock: { anchorWallMs: wallMs(), anchorSimulatedMs: settings.startMs ?? wallMs(), speed: settings.speed },
      wallMs,
      jitter: () => randomInt(JITTER_STEPS) / JITTER_STEPS,
      // There is nobody to command: what the meters were told counts as told.
      onCommand() {},
      onNotice(text) {
        if (!settings.quiet) process.stderr.write(`${text}\n`)
      },
    })
    const begunMs = performance.now()
    const end = endOf(durationMs, signals.signal)
    fleet.start(rampUpMs ?? (1000 * meters.length) / BEGIN_PER_SECOND)
    const watch = settings.quiet ? null : watchFleet(fleet, meters.length)
    try {
      for await (const tick of new EngineFeed(inputs, startMs, fleet.clock).ticks(end)) fleet.take(tick)
    } finally {
      if (watch !== null) clearInterval(watch)
    }
    const report = clientReport(fleet.status, {
      url: server.url,
      devices: meters.length,
      seconds: (performance.now() - begunMs) / 1000,
      speed: settings.speed,
    })
    fleet.close()
    hand(report, options.reportFile)
    return report.states.ready > 0 ? 0 : EXIT_FAILED
  } finally {
    signals.release()
  }
}

/** Identities that are missing are made, below the authorities that are there; others are never touched. */
async function makeIdentities({ resolved, campusFile }: Configuration, signal: AbortSignal): Promise<void> {
  const { settings, origins } = resolved
  const paths = certificatePaths(settings.certificatesFolder)
  const fleet = createFleet(settings, campusFile)
  const meterIds = Array.from({ length: fleet.size }, (_, index) => fleet.meter(index).meterId)
  if (meterIds.every((id) => existsSync(paths.meter(id).chain))) return
  prepareOutputFolder(paths.pinSecret, origins.certificatesFolder, '--certs')
  const { color } = terminalSize(process.stderr)
  const progress = new CountingProgress({
    stream: process.stderr,
    color,
    thing: 'meter',
    nowMs: () => performance.now(),
  })
  const job: CertificateJob = {
    paths,
    meterIds,
    hosts: serverHosts([]),
    enterprise: settings.enterpriseNumber,
    nowMs: Date.now(),
    signal,
    onProgress(done, all) {
      if (!settings.quiet) progress.update(done, all)
    },
  }
  try {
    await (existsSync(paths.authority.folder) ? addMeters(job) : makeMissing(job))
  } finally {
    progress.finish()
  }
}

function devicesOf(text: string): string {
  const { schema, accepted } = RUN_SETTINGS.meters
  if (text.trim() !== '' && schema.safeParse(text).success) return text
  throw new UsageError([
    { source: 'command line', key: '--devices', value: shownValue(text, false), expected: accepted },
  ])
}

function urlOf(flag: string | null, setting: string | null): string {
  const { schema, accepted, variable } = IEEE2030_SETTINGS.utilityServerUrl
  const text = flag ?? setting ?? ''
  if (text.trim() !== '' && schema.safeParse(text).success) return text.trim()
  const value = flag === null ? {} : { value: shownValue(flag, false) }
  const fix = flag === null ? { fix: `Give it here or as ${variable}` } : {}
  throw new UsageError([{ source: 'command line', key: '--url', ...value, expected: accepted, ...fix }])
}

function durationOf(key: string, text: string | null): number | null {
  if (text === null) return null
  const durationMs = parseDuration(text)
  if (durationMs !== null) return durationMs
  throw new UsageError([{ source: 'command line', key, value: shownValue(text, false), expected: DURATION_ACCEPTED }])
}

/** Aborted when the time is up or the program is told to stop. */
function endOf(durationMs: number | null, stopped: AbortSignal): AbortSignal {
  const ending = new AbortController()
  const end = (): void => ending.abort()
  stopped.addEventListener('abort', end, { once: true })
  if (durationMs !== null) setTimeout(end, durationMs).unref()
  return ending.signal
}

function watchFleet(fleet: ClientFleet, all: number): NodeJS.Timeout {
  let said = ''
  return setInterval(() => {
    const { states, traffic } = fleet.status
    const text = `${states.ready} of ${all} meters ready`
    if (text === said) return
    said = text
    process.stderr.write(`${text}, ${traffic.all.count} requests\n`)
  }, STATUS_MS)
}

function hand(report: ClientReport, file: string | null): void {
  process.stdout.write(`${renderClientReport(report, terminalSize(process.stdout)).join('\n')}\n`)
  if (file === null) return
  try {
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new RunError(`The report could not be written to ${file}: ${reason}`)
  }
}
