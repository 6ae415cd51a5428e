/** @module Can server and meters prove who they are: certificates that are there, whole, current, of one authority? */

import { existsSync } from 'node:fs'
import { createFleet } from '../../campus/create-fleet.ts'
import { UsageError } from '../../errors/problem.ts'
import { openIssuer, trustedAuthorities } from '../../ieee2030_5/pki/authority.ts'
import { chainOf } from '../../ieee2030_5/pki/certificate-chain.ts'
import { type CertificatePaths, certificatePaths, type IdentityPaths } from '../../ieee2030_5/pki/certificate-paths.ts'
import { readIdentity } from '../../ieee2030_5/pki/identity.ts'
import { meterNames, readPinSecret } from '../../ieee2030_5/pki/list-certificates.ts'
import { type ParsedCertificate, parseCertificate } from '../../ieee2030_5/pki/parsed-certificate.ts'
import { counted } from '../terminal/figures.ts'
import type { Check, CheckContext, CheckResult } from './check.ts'

export const certificatesCheck: Check = {
  name: 'Certificates',
  run: (context) => Promise.resolve(lookAtCertificates(context)),
}

function lookAtCertificates(context: CheckContext): CheckResult {
  const paths = certificatePaths(context.certificatesFolder)
  const { authority, server } = paths
  const ids = meterNames(paths)
  if (!existsSync(authority.folder) && !existsSync(server.folder) && ids.length === 0) {
    return { status: 'pass', detail: 'none yet: created by the certificates command' }
  }
  try {
    const trusted = trustedAuthorities(authority)
    // Its key may be kept elsewhere.
    if (existsSync(authority.keyFolder)) openIssuer(authority)
    readPinSecret(paths)
    const identities = [['server', server] as const, ...ids.map((id) => [id, paths.meter(id)] as const)]
    for (const [name, identity] of identities) {
      const fault = faultOf(name, identity, trusted, context.nowMs)
      if (fault !== null) return fault
    }
  } catch (error) {
    if (error instanceof UsageError) return refusal(error)
    throw error
  }
  return missingMeters(context, paths) ?? { status: 'pass', detail: `server and ${counted(ids.length, 'meter')}` }
}

function faultOf(
  name: string,
  identity: IdentityPaths,
  trusted: readonly ParsedCertificate[],
  nowMs: number,
): CheckResult | null {
  const { fault } = chainOf(parseCertificate(readIdentity(identity).certificate.raw), trusted, nowMs)
  if (fault === null) return null
  return { status: 'fail', detail: `${identity.chain}: ${fault}`, fix: `Run: certificates --renew ${name}` }
}

/** A campus that has grown since is no fault until the new meters speak. */
function missingMeters({ configuration }: CheckContext, paths: CertificatePaths): CheckResult | null {
  if (configuration instanceof UsageError) return null
  const fleet = createFleet(configuration.resolved.settings, configuration.campusFile)
  let missing = 0
  for (let index = 0; index < fleet.size; index += 1) {
    if (!existsSync(paths.meter(fleet.meter(index).meterId).folder)) missing += 1
  }
  if (missing === 0) return null
  return {
    status: 'warn',
    detail: `${counted(missing, 'meter')} without a certificate`,
    fix: 'Run: certificates --add.',
  }
}

function refusal({ problems: [{ source, key, value, expected, fix }] }: UsageError): CheckResult {
  const found =
    key === 'file' && value !== undefined ? `is ${value}` : `${key}${value === undefined ? '' : ` ${value}`}`
  return { status: 'fail', detail: `${source}: ${found}, expected ${expected}`, ...(fix !== undefined && { fix }) }
}
