/** @module A certificate of its own authority for a server on this machine. */

import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface ServerCertificate {
  /** The authority a client has to trust (PEM). */
  readonly caFile: string
  /** Private key and certificate in one file (PEM). */
  readonly keyAndCertificateFile: string
}

export function makeCertificate(folder: string): ServerCertificate {
  const at = (name: string) => join(folder, name)
  const subject = (name: string) => ['-subj', `/CN=${name}`]
  const days = ['-days', '2']
  writeFileSync(at('names.cnf'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n')
  const key = ['-newkey', 'rsa:2048', '-nodes']
  openssl('req', '-x509', ...key, ...days, ...subject('Test Authority'), '-keyout', at('ca.key'), '-out', at('ca.pem'))
  openssl('req', ...key, ...subject('localhost'), '-keyout', at('server.key'), '-out', at('server.csr'))
  const signing = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('names.cnf')]
  openssl('x509', '-req', '-in', at('server.csr'), ...signing, ...days, '-out', at('server.pem'))
  writeFileSync(at('both.pem'), readFileSync(at('server.key'), 'utf8') + readFileSync(at('server.pem'), 'utf8'))
  return { caFile: at('ca.pem'), keyAndCertificateFile: at('both.pem') }
}

function openssl(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}
