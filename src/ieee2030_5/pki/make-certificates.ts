/** @module Makes the certificates that are missing, and never touches one that is there. */

import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { type Problem, RunError, UsageError } from '../../errors/problem.ts'
import { openIssuer, writeAuthority } from './authority.ts'
import type { CertificatePaths, IdentityPaths, MeterPaths } from './certificate-paths.ts'
import { type DeviceIssuer, type IssueOptions, issueMeter, issueServer } from './issue-certificates.ts'
import type { IssuedCertificate } from './sign-certificate.ts'
import { type NewFile, writeWholeFile, writeWholeFolder } from './whole-folder.ts'

/** Longer than the hash it feeds would use of a shorter one. */
const SECRET_BYTES = 32

/** Certificates made, then written side by side: the disk works while keys are drawn. */
const BATCH = 32

/** Whose certificates are to be there. */
export interface CertificateJob extends IssueOptions {
  readonly paths: CertificatePaths
  readonly meterIds: readonly string[]
  /** DNS names and IP addresses of the server. */
  readonly hosts: readonly string[]
  /** Stops between two batches. */
  readonly signal: AbortSignal
  onProgress(done: number, all: number): void
}

/** What was made. */
export interface MadeCertificates {
  readonly authority: boolean
  readonly server: boolean
  readonly meters: number
  /** Meters that had one already. */
  readonly kept: number
}

/**
 * Makes everything that is missing: authorities, server, meters.
 *
 * @throws UsageError when what is there is incomplete: a lost key cannot be made again
 */
export async function makeMissing(job: CertificateJob): Promise<MadeCertificates> {
  const { paths, hosts } = job
  refuseIncomplete(job)
  await writePinSecret(paths)
  const authority = await writeAuthority(paths, job.nowMs)
  let server = false
  if (!existsSync(paths.server.folder)) {
    const issuer = openIssuer(paths.authority)
    const files = identityFiles(paths.server, issueServer(issuer, hosts, job), issuer)
    server = await writeWholeFolder(paths.folder, paths.server.folder, files)
  }
  return { authority, server, ...(await makeMeters(job)) }
}

/**
 * Makes what meters have none, below the authority that is there.
 *
 * @throws UsageError when there is none
 */
export async function addMeters(job: CertificateJob): Promise<MadeCertificates> {
  const { authority } = job.paths
  if (!existsSync(authority.folder)) {
    const fix = 'Run certificates without --add first, or give the --certs of an earlier run'
    throw new UsageError([{ source: authority.folder, key: '--add', expected: 'authorities made before', fix }])
  }
  refuseIncomplete(job)
  return { authority: false, server: false, ...(await makeMeters(job)) }
}

/** The files of an identity issued by `issuer`. */
export function identityFiles(paths: IdentityPaths, made: IssuedCertificate, issuer: DeviceIssuer): NewFile[] {
  return [
    { name: basename(paths.chain), content: made.certificatePem + issuer.certificatePem, isPrivate: false },
    { name: basename(paths.key), content: made.keyPem, isPrivate: true },
  ]
}

/** The files of a meter's identity. */
export function meterFiles(paths: MeterPaths, made: IssuedCertificate, issuer: DeviceIssuer): NewFile[] {
  return [...identityFiles(paths, made, issuer), { name: basename(paths.der), content: made.der, isPrivate: false }]
}

/** The secret PINs follow from, unless there is one. */
export async function writePinSecret({ folder, pinSecret }: CertificatePaths): Promise<void> {
  if (existsSync(pinSecret)) return
  const content = `${randomBytes(SECRET_BYTES).toString('hex')}\n`
  await writeWholeFile(folder, pinSecret, { content, isPrivate: true })
}

async function makeMeters(job: CertificateJob): Promise<Pick<MadeCertificates, 'meters' | 'kept'>> {
  const { paths, meterIds, signal } = job
  const missing = meterIds.filter((id) => !existsSync(paths.meter(id).folder))
  const kept = meterIds.length - missing.length
  if (missing.length === 0) return { meters: 0, kept }
  const issuer = openIssuer(paths.authority)
  let meters = 0
  for (let from = 0; from < missing.length; from += BATCH) {
    if (signal.aborted) {
      const made = `${meters} of ${missing.length} missing certificates of meters were made`
      throw new RunError(`Stopped: ${made}. The same command makes the others.`)
    }
    const batch = missing.slice(from, from + BATCH).map((id) => {
      const files = paths.meter(id)
      return { folder: files.folder, files: meterFiles(files, issueMeter(issuer, id, job), issuer) }
    })
    const written = await Promise.all(batch.map(({ folder, files }) => writeWholeFolder(paths.folder, folder, files)))
    meters += written.filter((isNew) => isNew).length
    job.onProgress(Math.min(from + BATCH, missing.length), missing.length)
  }
  return { meters, kept }
}

/** Identities are written whole, so that one which is not has lost something, perhaps its key. */
function refuseIncomplete({ paths, meterIds }: CertificateJob): void {
  const { authority, server, meters, folder } = paths
  const orphans = [server.folder, meters].filter((path) => existsSync(path) && readdirSync(path).length > 0)
  if (!existsSync(authority.folder) && orphans.length > 0) {
    const fix = `Restore it from a copy, or move ${folder} away to begin anew`
    const expected = `the authorities of what is in ${orphans.join(' and ')}`
    throw new UsageError([{ source: authority.folder, key: 'folder', value: 'missing', expected, fix }])
  }
  const problems = [
    ...missingFiles(authority.folder, [authority.root, authority.issuer, authority.bundle], 'it from a copy'),
    ...missingFiles(server.folder, [server.chain, server.key], 'it from a copy, or run certificates --renew server'),
    ...meterIds.flatMap((id) => {
      const { folder: own, chain, key, der } = paths.meter(id)
      return missingFiles(own, [chain, key, der], `it from a copy, or run certificates --renew '${id}'`)
    }),
  ]
  if (problems.length > 0) throw new UsageError(problems)
}

function missingFiles(folder: string, files: readonly string[], restore: string): Problem[] {
  if (!existsSync(folder)) return []
  return files
    .filter((path) => !existsSync(path))
    .map((source) => ({
      source,
      key: 'file',
      value: 'missing',
      expected: `the whole of ${folder}`,
      fix: `Restore ${restore}`,
    }))
}
