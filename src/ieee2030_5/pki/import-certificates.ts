/** @module Takes certificates of another authority in: for meters of the fleet, or to recognise devices of others. */

import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type Problem, UsageError } from '../../errors/problem.ts'
import { trustAuthorities, trustedAuthorities, writeAuthority } from './authority.ts'
import { authorityFault, chainOf, isRoot } from './certificate-chain.ts'
import type { CertificatePaths } from './certificate-paths.ts'
import { hardwareNameOf, profileViolations } from './device-profile.ts'
import {
  belongsTo,
  type ForeignCertificate,
  type ForeignFiles,
  type ForeignKey,
  readForeignFiles,
} from './foreign-files.ts'
import { writePinSecret } from './make-certificates.ts'
import type { ParsedCertificate } from './parsed-certificate.ts'
import { writeWholeFile, writeWholeFolder } from './whole-folder.ts'

export interface ImportJob {
  readonly paths: CertificatePaths
  /** Where the others' files are. */
  readonly from: string
  readonly meterIds: ReadonlySet<string>
  /** Takes devices whose certificates depart from the profile, too. */
  readonly lenient: boolean
  readonly nowMs: number
}

export interface ImportedCertificates {
  readonly authorities: number
  readonly meters: number
  readonly devices: number
  /** Departures from the profile that were accepted: `path: what`. */
  readonly departures: readonly string[]
}

/** A device that may be taken in. */
interface Candidate {
  readonly file: ForeignCertificate
  /** The meter it is for; null for a device of others. */
  readonly meterId: string | null
  readonly key: ForeignKey | undefined
  readonly authorities: readonly ParsedCertificate[]
}

/**
 * Checks everything, then takes everything in.
 *
 * @throws UsageError with a problem per fault; nothing was changed then
 */
export async function importCertificates(job: ImportJob): Promise<ImportedCertificates> {
  const { paths, nowMs } = job
  const files = readForeignFiles(job.from)
  const known = existsSync(paths.authority.bundle) ? trustedAuthorities(paths.authority) : []
  const trusted = [...known, ...files.authorities.map(({ certificate }) => certificate)]
  const candidates = files.devices.map((file) => candidateOf(file, files, trusted, job))
  const departures = candidates.flatMap(({ file }) =>
    profileViolations(file.certificate).map((what) => ({ file, what })),
  )
  const problems = [
    ...files.authorities.flatMap((file) => authorityProblem(file, trusted, nowMs) ?? []),
    ...candidates.flatMap((candidate) => candidateProblems(candidate, trusted, job)),
    ...(job.lenient ? [] : departures.map(({ file, what }) => departure(file, what))),
    ...strayKeys(files),
    ...doubles(candidates),
  ]
  if (problems.length > 0) throw new UsageError(problems)

  await writePinSecret(paths)
  await writeAuthority(paths, nowMs)
  const added = files.authorities
    .map(({ certificate }) => certificate)
    .filter(({ lfdi }) => known.every((own) => own.lfdi !== lfdi))
  if (added.length > 0) await trustAuthorities(paths, added)
  const taken = { meters: 0, devices: 0 }
  for (const candidate of candidates) {
    if (await takeIn(candidate, paths)) taken[candidate.meterId === null ? 'devices' : 'meters']++
  }
  return {
    authorities: added.length,
    ...taken,
    departures: departures.map(({ file, what }) => `${file.path}: ${what}`),
  }
}

/** A device is a meter's when its hardware is named like it, or its file. */
function candidateOf(
  file: ForeignCertificate,
  { keys }: ForeignFiles,
  trusted: readonly ParsedCertificate[],
  { meterIds, nowMs }: ImportJob,
): Candidate {
  const names = [hardwareNameOf(file.certificate)?.serial, file.name]
  return {
    file,
    meterId: names.find((name) => name !== undefined && meterIds.has(name)) ?? null,
    key: keys.find((key) => belongsTo(key, file)),
    authorities: chainOf(file.certificate, trusted, nowMs).authorities,
  }
}

function authorityProblem(
  { path, certificate }: ForeignCertificate,
  trusted: readonly ParsedCertificate[],
  nowMs: number,
): Problem | null {
  const fault = authorityFault(certificate) ?? chainOf(certificate, trusted, nowMs).fault
  return fault === null ? null : { source: path, key: 'authority', value: fault, expected: 'a chain up to its root' }
}

function candidateProblems(
  { file, meterId, key }: Candidate,
  trusted: readonly ParsedCertificate[],
  { paths, nowMs }: ImportJob,
): Problem[] {
  const { path: source, certificate } = file
  const problems: Problem[] = []
  const { fault } = chainOf(certificate, trusted, nowMs)
  if (fault !== null) {
    const fix = "Put its authority's certificates into the same folder"
    problems.push({ source, key: 'chain', value: fault, expected: 'a chain up to a root', fix })
  }
  if (meterId !== null && key === undefined) {
    const fix = 'Put the key into the same folder, unencrypted'
    problems.push({
      source,
      key: 'private key',
      expected: `the key of the certificate, since ${meterId} presents it`,
      fix,
    })
  }
  const target = meterId === null ? paths.device(file.name) : paths.meter(meterId).chain
  if (existsSync(target) && !isSame(target, certificate)) {
    const fix = `Move ${meterId === null ? target : paths.meter(meterId).folder} away first`
    const expected = `a name that has no other certificate yet`
    problems.push({ source, key: 'device', value: meterId ?? file.name, expected, fix })
  }
  return problems
}

function departure({ path }: ForeignCertificate, what: string): Problem {
  const fix = 'With --lenient it is taken all the same'
  return { source: path, key: 'profile', value: what, expected: 'the profile of IEEE 2030.5 devices', fix }
}

/** A key that is nobody's was probably meant for a certificate that is not its own. */
function strayKeys({ keys, devices, authorities }: ForeignFiles): Problem[] {
  return keys
    .filter((key) => ![...devices, ...authorities].some((file) => belongsTo(key, file)))
    .map(({ path }) => ({ source: path, key: 'private key', expected: 'the key of a certificate in the same folder' }))
}

/** Two certificates for one name: which of them is meant, nobody can tell. */
function doubles(candidates: readonly Candidate[]): Problem[] {
  const nameOf = ({ meterId, file }: Candidate) => meterId ?? file.name
  return candidates.flatMap((candidate, index) => {
    const first = candidates.findIndex((other) => nameOf(other) === nameOf(candidate))
    if (first === index) return []
    const expected = `another name than the one in ${candidates[first].file.path}`
    return [{ source: candidate.file.path, key: 'device', value: nameOf(candidate), expected }]
  })
}

/** @returns false when it was there already */
async function takeIn({ file, meterId, key, authorities }: Candidate, paths: CertificatePaths): Promise<boolean> {
  const { der, node } = file.certificate
  // The root is not sent: whoever trusts it has it.
  const above = authorities.filter((authority) => !isRoot(authority))
  const chain = [node, ...above.map((authority) => authority.node)].map(String).join('')
  if (meterId === null || key === undefined) {
    const path = paths.device(file.name)
    if (existsSync(path)) return false
    await writeWholeFile(paths.folder, path, { content: chain, isPrivate: false })
    return true
  }
  const meter = paths.meter(meterId)
  const keyPem = key.privateKey.export({ type: 'pkcs8', format: 'pem' })
  return writeWholeFolder(paths.folder, meter.folder, [
    { name: basename(meter.chain), content: chain, isPrivate: false },
    { name: basename(meter.key), content: keyPem.toString(), isPrivate: true },
    { name: basename(meter.der), content: der, isPrivate: false },
  ])
}

function isSame(path: string, { node }: ParsedCertificate): boolean {
  return readFileSync(path, 'utf8').includes(node.toString().trim())
}
