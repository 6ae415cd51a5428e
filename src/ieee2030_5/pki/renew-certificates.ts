/** @module Gives devices new keys and certificates, and keeps the old ones. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { nearestName } from '../../config/nearest-name.ts'
import { type Problem, UsageError } from '../../errors/problem.ts'
import { openIssuer } from './authority.ts'
import { type CertificatePaths, fileNameOf, type IdentityPaths } from './certificate-paths.ts'
import { lfdi } from './device-identifiers.ts'
import { readCertificate } from './identity.ts'
import { type IssueOptions, issueMeter, issueServer } from './issue-certificates.ts'
import { meterNames } from './list-certificates.ts'
import { identityFiles, meterFiles } from './make-certificates.ts'
import { replaceWholeFolder } from './whole-folder.ts'

/** The server's name among those of meters. */
export const SERVER = 'server'

/** Enough of an LFDI to tell the certificates of one device apart. */
const LFDI_SHOWN = 8

export interface RenewalJob extends IssueOptions {
  readonly paths: CertificatePaths
  /** Ids of meters, or {@link SERVER}. */
  readonly names: readonly string[]
  readonly hosts: readonly string[]
}

/** An identity that was replaced, and where the old one is now. */
export interface Renewal {
  readonly name: string
  readonly kept: string
}

/**
 * Replaces identities, each as a whole.
 *
 * @throws UsageError before anything is changed, when one of them has no certificate
 */
export async function renewCertificates(job: RenewalJob): Promise<Renewal[]> {
  const { paths, hosts } = job
  const names = [...new Set(job.names)]
  const problems = names.flatMap((name) => unknownProblem(paths, name) ?? [])
  if (problems.length > 0) throw new UsageError(problems)
  const issuer = openIssuer(paths.authority)
  const renewals: Renewal[] = []
  for (const name of names) {
    const own = ownPaths(paths, name)
    const kept = keptPath(paths, name, own, job.nowMs)
    const files =
      name === SERVER
        ? identityFiles(own, issueServer(issuer, hosts, job), issuer)
        : meterFiles(paths.meter(name), issueMeter(issuer, name, job), issuer)
    await replaceWholeFolder(paths.folder, own.folder, files, kept)
    renewals.push({ name, kept })
  }
  return renewals
}

function ownPaths(paths: CertificatePaths, name: string): IdentityPaths {
  return name === SERVER ? paths.server : paths.meter(name)
}

function unknownProblem(paths: CertificatePaths, name: string): Problem | null {
  if (existsSync(ownPaths(paths, name).folder)) return null
  const nearest = nearestName(name, [...meterNames(paths), SERVER])
  const fix = nearest === null ? 'certificates --list shows them' : `Did you mean ${nearest}?`
  const expected = `meters that have a certificate, or ${SERVER}`
  return { source: 'command line', key: '--renew', value: name, expected, fix }
}

function keptPath(paths: CertificatePaths, name: string, own: IdentityPaths, nowMs: number): string {
  return join(
    paths.replaced,
    `${fileNameOf(name)}-${versionOf(own) ?? new Date(nowMs).toISOString().replaceAll(':', '')}`,
  )
}

function versionOf({ chain }: IdentityPaths): string | null {
  try {
    return lfdi(readCertificate(chain).raw).slice(0, LFDI_SHOWN)
  } catch {
    return null
  }
}
