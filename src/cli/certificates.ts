/** @module The `certificates` command: makes, renews, lists and takes in the identities of server and meters. */

import { createFleet } from '../campus/create-fleet.ts'
import type { SettingSources } from '../config/setting-sources.ts'
import { type Problem, RunError, UsageError } from '../errors/problem.ts'
import { certificatePaths } from '../ieee2030_5/pki/certificate-paths.ts'
import { importCertificates } from '../ieee2030_5/pki/import-certificates.ts'
import { type ListedCertificate, listCertificates } from '../ieee2030_5/pki/list-certificates.ts'
import { addMeters, type CertificateJob, makeMissing } from '../ieee2030_5/pki/make-certificates.ts'
import { renewCertificates } from '../ieee2030_5/pki/renew-certificates.ts'
import { clearAside } from '../ieee2030_5/pki/whole-folder.ts'
import { prepareOutputFolder } from '../journal/output-folder.ts'
import { errorCode } from '../journal/write-failure.ts'
import { type Configuration, loadConfiguration } from './load-configuration.ts'
import { parseServerNames, serverHosts } from './server-hosts.ts'
import { StopSignals } from './stop-signals.ts'
import { certificatesJson, describeMade, renderCertificates } from './terminal/certificates-table.ts'
import { CountingProgress } from './terminal/counting-progress.ts'
import { terminalSize } from './terminal-size.ts'

/** What to do, as given on the command line; without any of the first four, what is missing is made. */
export interface CertificateOptions {
  readonly add: boolean
  readonly renew: readonly string[]
  readonly list: boolean
  readonly importFrom: string | null
  readonly json: boolean
  readonly lenient: boolean
  /** More names and addresses of the server, separated by commas. */
  readonly names: string
}

/** @returns the exit code */
export async function certificates(flags: SettingSources['flags'], options: CertificateOptions): Promise<number> {
  refuseContradictions(options)
  const configuration = loadConfiguration(flags)
  if (options.list) return list(configuration, options.json)
  const hosts = serverHosts(parseServerNames(options.names))
  const { settings, origins } = configuration.resolved
  const paths = certificatePaths(settings.certificatesFolder)
  prepareOutputFolder(paths.pinSecret, origins.certificatesFolder, '--certs')
  await clearAside(paths.folder)
  const signals = new StopSignals(() => progress.finish())
  const { color } = terminalSize(process.stderr)
  const progress = new CountingProgress({
    stream: process.stderr,
    color,
    thing: 'meter',
    nowMs: () => performance.now(),
  })
  const job: CertificateJob = {
    paths,
    meterIds: meterIdsOf(configuration),
    hosts,
    enterprise: settings.enterpriseNumber,
    nowMs: Date.now(),
    signal: signals.signal,
    onProgress(done, all) {
      if (!settings.quiet) progress.update(done, all)
    },
  }
  try {
    const lines = await carryOut(job, options)
    progress.finish()
    if (!settings.quiet) print(lines)
    return 0
  } catch (error) {
    throw explained(error, paths.folder)
  } finally {
    progress.finish()
    signals.release()
    await clearAside(paths.folder)
  }
}

/** @returns what was done, for people */
async function carryOut(job: CertificateJob, options: CertificateOptions): Promise<string[]> {
  const { paths, hosts } = job
  if (options.renew.length > 0) {
    const renewals = await renewCertificates({ ...job, names: options.renew })
    return renewals.map(({ name, kept }) => `${name}: new key and certificate; the old ones are in ${kept}`)
  }
  if (options.importFrom !== null) {
    const { lenient } = options
    const meterIds = new Set(job.meterIds)
    const taken = await importCertificates({ paths, from: options.importFrom, meterIds, lenient, nowMs: job.nowMs })
    const { authorities, meters, devices, departures } = taken
    return [
      ...departures.map((text) => `accepted although ${text}`),
      `Taken in: authorities ${authorities}, meters ${meters}, devices of others ${devices}.`,
    ]
  }
  const made = options.add ? await addMeters(job) : await makeMissing(job)
  return describeMade(made, paths, hosts)
}

function list(configuration: Configuration, asJson: boolean): number {
  const { settings } = configuration.resolved
  const listed: ListedCertificate[] = listCertificates(certificatePaths(settings.certificatesFolder))
  if (asJson) {
    process.stdout.write(`${certificatesJson(listed)}\n`)
    return 0
  }
  if (listed.length === 0) {
    print([`No certificates in ${settings.certificatesFolder} yet: the certificates command makes them.`])
    return 0
  }
  print(renderCertificates(listed, terminalSize(process.stdout)))
  const have = new Set(listed.filter(({ kind }) => kind === 'meter').map(({ name }) => name))
  const without = meterIdsOf(configuration).filter((id) => !have.has(id)).length
  if (without > 0) process.stderr.write(`Meters without a certificate: ${without}; certificates --add makes them.\n`)
  return 0
}

function meterIdsOf({ resolved, campusFile }: Configuration): string[] {
  const fleet = createFleet(resolved.settings, campusFile)
  return Array.from({ length: fleet.size }, (_, index) => fleet.meter(index).meterId)
}

/** One thing at a time, and no flag that would do nothing. */
function refuseContradictions({ add, renew, list: isList, importFrom, json, lenient }: CertificateOptions): void {
  const given = [
    add ? '--add' : [],
    renew.length > 0 ? '--renew' : [],
    isList ? '--list' : [],
    importFrom === null ? [] : '--import',
  ].flat()
  const problem = (key: string, expected: string): Problem => ({ source: 'command line', key, expected })
  const problems = [
    given.length > 1 ? problem(given.join(' and '), 'one of them') : [],
    json && !isList ? problem('--json', '--list beside it') : [],
    lenient && importFrom === null ? problem('--lenient', '--import beside it') : [],
  ].flat()
  if (problems.length > 0) throw new UsageError(problems)
}

/** Faults of the disk, for people; what is no such fault stays what it is. */
function explained(error: unknown, folder: string): unknown {
  const code = errorCode(error)
  if (!(error instanceof Error) || code === '' || code.startsWith('ERR_')) return error
  return new RunError(
    `Cannot write certificates below ${folder}: ${error.message}. What is there is whole; the same command goes on.`,
    { cause: error },
  )
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
