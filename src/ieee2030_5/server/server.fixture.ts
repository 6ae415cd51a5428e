/** @module A utility server on a port of its own with certificates made for it, and clients that connect to it. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, type RequestOptions, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WALL_CLOCK } from '../../time/run-clock.ts'
import { openIssuer } from '../pki/authority.ts'
import { deviceExtensions } from '../pki/certificate-extensions.ts'
import { type CertificatePaths, certificatePaths, type IdentityPaths } from '../pki/certificate-paths.ts'
import { readIdentity } from '../pki/identity.ts'
import { makeMissing } from '../pki/make-certificates.ts'
import { issued, keyIdentifier, newKeyPair, signCertificate } from '../pki/sign-certificate.ts'
import { cipherList } from '../tls/cipher-suites.ts'
import { UTILITY_SETTINGS } from '../utility/utility.fixture.ts'
import type { ServerOptions } from './server-options.ts'

/** A folder with certificates of a server and of some meters. */
export interface TestFolder {
  readonly root: string
  readonly paths: CertificatePaths
  remove(): void
}

export async function certificatesFolder(meterIds: readonly string[]): Promise<TestFolder> {
  const root = mkdtempSync(join(tmpdir(), 'utility-'))
  const paths = certificatePaths(join(root, 'certs'))
  await makeMissing({
    paths,
    meterIds,
    hosts: ['localhost', '127.0.0.1'],
    enterprise: 32_473,
    nowMs: Date.now(),
    signal: new AbortController().signal,
    onProgress() {},
  })
  return { root, paths, remove: () => rmSync(root, { recursive: true, force: true }) }
}

/** A certificate of the trusted authority that is not one of a device, as any web client has. */
export function writeWebCertificate({ root, paths }: TestFolder): IdentityPaths {
  const { publicKey, privateKey } = newKeyPair()
  const content = { commonName: 'web client', publicKey, extensions: [], nowMs: Date.now() }
  const { certificatePem, keyPem } = issued(signCertificate(content, openIssuer(paths.authority)), privateKey)
  const identity = { folder: root, chain: join(root, 'web.pem'), key: join(root, 'web-key.pem') }
  writeFileSync(identity.chain, certificatePem + readFileSync(paths.authority.issuer, 'utf8'))
  writeFileSync(identity.key, keyPem, { mode: 0o600 })
  return identity
}

/** A device that vouches for itself, with its certificate among those of devices. */
export function writeSelfSignedDevice({ root, paths }: TestFolder): IdentityPaths {
  const { publicKey, privateKey } = newKeyPair()
  const hardware = { type: '1.3.6.1.4.1.32473.1', serial: 'itron 1' }
  const extensions = deviceExtensions(keyIdentifier(publicKey), hardware)
  const content = { commonName: '', publicKey, extensions, nowMs: Date.now() }
  const { certificatePem, keyPem } = issued(signCertificate(content, { commonName: '', privateKey }), privateKey)
  const identity = { folder: root, chain: join(root, 'self.pem'), key: join(root, 'self-key.pem') }
  writeFileSync(identity.chain, certificatePem)
  writeFileSync(identity.key, keyPem, { mode: 0o600 })
  mkdirSync(paths.devices, { recursive: true })
  writeFileSync(paths.device('itron'), certificatePem)
  return identity
}

export function testOptions({ root, paths }: TestFolder, changes: Partial<ServerOptions> = {}): ServerOptions {
  const { lfdi: _lfdi, pinOf: _pinOf, ...utility } = UTILITY_SETTINGS
  return {
    host: '127.0.0.1',
    port: 0,
    certificatesFolder: paths.folder,
    stateFolder: join(root, 'state'),
    lenientCiphers: false,
    discovery: false,
    deviceCertificates: 'profile',
    registerMeters: true,
    registryFile: null,
    utility,
    clock: WALL_CLOCK,
    ...changes,
  }
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** How a client with an identity connects, on one connection that it keeps. */
export function clientOf(identity: IdentityPaths, trusts: CertificatePaths): RequestOptions {
  const { chainPem, privateKey } = readIdentity(identity)
  return {
    host: '127.0.0.1',
    cert: chainPem,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    ca: readFileSync(trusts.authority.bundle),
    ciphers: cipherList(false),
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.2',
    agent: new Agent({ keepAlive: true, maxSockets: 1 }),
  }
}

/** Sends a request; rejects when there is no answer. */
export function send(options: RequestOptions, body: string | Uint8Array = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.setHeader('Content-Length', body.length)
    sent.end(body)
  })
}

/** A document any device may post to its log. */
export const LOG_EVENT =
  '<LogEvent xmlns="urn:ieee:std:2030.5:ns"><createdDateTime>1</createdDateTime><functionSet>0</functionSet>' +
  '<logEventCode>0</logEventCode><logEventID>7</logEventID><logEventPEN>0</logEventPEN><profileID>0</profileID></LogEvent>'

/** Sends a document, of whatever type it says it is. */
export function sendDocument(
  options: RequestOptions,
  method: string,
  path: string,
  body: string | Uint8Array,
  type = 'application/sep+xml',
): Promise<Answer> {
  return send({ ...options, method, path, headers: { 'Content-Type': type } }, body)
}
