/** @module OpenSSL and curl as clients of the utility server, and certificates as only OpenSSL would make them. */

import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CertificatePaths, IdentityPaths } from '../../src/ieee2030_5/pki/certificate-paths.ts'

const missing = ['openssl', 'curl'].filter((name) => spawnSync(name, ['version']).error !== undefined)

/** Appended to the name of tests that need them, when they are not there. */
export const WITHOUT_CLIENTS = missing.length === 0 ? '' : ` (skipped: there is no ${missing.join(' and no ')} here)`

if (WITHOUT_CLIENTS !== '' && process.env.CI === 'true') throw new Error('these tests need openssl and curl')

/** How long a client may take before it is ended [ms]. */
const PATIENCE_MS = 15_000

/** What a client printed, whatever became of it. */
function outputOf(command: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { timeout: PATIENCE_MS })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
    }
    child.stdin.on('error', () => undefined)
    child.once('error', reject).once('close', () => resolve(text))
    child.stdin.end(input)
  })
}

/**
 * Connects with openssl and asks for the time.
 *
 * @param identity - null for a client without a certificate
 */
export function opensslClient(port: number, identity: IdentityPaths | null, args: readonly string[]): Promise<string> {
  const own = identity === null ? [] : ['-cert', identity.chain, '-cert_chain', identity.chain, '-key', identity.key]
  const request = 'GET /tm HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
  return outputOf('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, '-ign_eof', ...own, ...args], request)
}

export function curlClient(
  port: number,
  path: string,
  identity: IdentityPaths,
  { authority }: CertificatePaths,
  args: readonly string[] = [],
): Promise<string> {
  const tls = ['--tlsv1.2', '--tls-max', '1.2', '--ciphers', 'ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0']
  const own = ['--cacert', authority.bundle, '--cert', identity.chain, '--key', identity.key]
  return outputOf('curl', ['-sSi', ...tls, ...own, ...args, `https://127.0.0.1:${port}${path}`])
}

/** What a certificate is to differ in from that of a device. */
export interface Difference {
  readonly name: string
  readonly key?: 'ec' | 'rsa'
  readonly policy?: string
  /** As in `20210101000000Z`. */
  readonly notAfter?: string
}

const DEVICE_POLICY = '1.3.6.1.4.1.40732.1.1'

/** A certificate that the authority of a folder has issued, made by openssl in every detail. */
export function opensslCertificate(
  folder: string,
  { authority }: CertificatePaths,
  { name, key = 'ec', policy = DEVICE_POLICY, notAfter = '99991231235959Z' }: Difference,
): IdentityPaths {
  const at = (suffix: string) => join(folder, `${name}${suffix}`)
  const kind = key === 'ec' ? ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] : ['rsa:2048']
  openssl('req', '-new', '-nodes', '-newkey', ...kind, '-subj', '/', '-keyout', at('-key.pem'), '-out', at('.csr'))
  writeFileSync(at('.index'), '')
  writeFileSync(at('.index.attr'), 'unique_subject = no\n')
  writeFileSync(at('.serial'), '4242\n')
  writeFileSync(
    at('.cnf'),
    `[ca]
default_ca = here
[here]
database = ${at('.index')}
serial = ${at('.serial')}
new_certs_dir = ${folder}
default_md = sha256
policy = anything
unique_subject = no
[anything]
commonName = optional
[device]
keyUsage = critical, digitalSignature, keyAgreement
certificatePolicies = critical, ${policy}
subjectAltName = critical, otherName:1.3.6.1.5.5.7.8.4;SEQ:hardware
authorityKeyIdentifier = keyid
[hardware]
type = OID:1.3.6.1.4.1.32473.1
serial = FORMAT:HEX,OCTETSTRING:00112233
`,
  )
  const signer = ['-cert', authority.issuer, '-keyfile', authority.issuerKey]
  const validity = ['-startdate', '20200101000000Z', '-enddate', notAfter]
  const request = ['-config', at('.cnf'), '-extensions', 'device', '-in', at('.csr'), '-out', at('-leaf.pem')]
  openssl('ca', '-batch', '-notext', ...signer, ...validity, ...request)
  writeFileSync(at('.pem'), readFileSync(at('-leaf.pem'), 'utf8') + readFileSync(authority.issuer, 'utf8'))
  return { folder, chain: at('.pem'), key: at('-key.pem') }
}

function openssl(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`)
}
