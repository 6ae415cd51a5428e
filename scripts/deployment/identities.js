/** @module The certificates of the utility server and of the meters, and the making of those that are missing. */

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { RunError } from '../../dist/errors/problem.js'
import { certificatePaths } from '../../dist/ieee2030_5/pki/certificate-paths.js'
import { listCertificates } from '../../dist/ieee2030_5/pki/list-certificates.js'

const PROGRAM = fileURLToPath(new URL('../../bin/gridtokenx-sim.js', import.meta.url))

/** The server's certificate, null where there is none, and how many of the meters have one. */
export function identities({ settings, meterIds }) {
  const listed = listCertificates(certificatePaths(settings.certificatesFolder))
  const named = new Set(listed.filter(({ kind }) => kind === 'meter').map(({ name }) => name))
  const ids = meterIds()
  return {
    server: listed.find(({ kind }) => kind === 'server') ?? null,
    meters: ids.length,
    withCertificate: ids.filter((id) => named.has(id)).length,
  }
}

/**
 * Makes what is missing, unless the utility server is off or another's.
 *
 * @throws RunError where that fails; the command has said why
 */
export function makeMissingCertificates({ settings, meterIds }) {
  if (settings.utilityServer === 'off' || settings.utilityServerUrl !== null) return
  const { server, meters, withCertificate } = identities({ settings, meterIds })
  if (server !== null && withCertificate === meters) return
  const { status } = spawnSync(process.execPath, [PROGRAM, 'certificates'], { stdio: 'inherit' })
  if (status !== 0) throw new RunError('The certificates could not be made, so nothing was started.')
}
