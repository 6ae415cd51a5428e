import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, createServer, type Server, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CertificatePaths, certificatePaths, type IdentityPaths } from './certificate-paths.ts'
import { lfdi } from './device-identifiers.ts'
import { type Identity, readIdentity } from './identity.ts'
import { addMeters, type CertificateJob, makeMissing } from './make-certificates.ts'

/** The one cipher suite of the standard; OpenSSL 3.2 and later offer it on security level 0 only. */
const CIPHERS = 'ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0'

const root = mkdtempSync(join(tmpdir(), 'handshake-'))
const own = certificatePaths(join(root, 'own'))
const foreign = certificatePaths(join(root, 'foreign'))
let server: Server
let seen: string | null = null
const refusals: string[] = []

const jobFor = (paths: CertificatePaths): CertificateJob => ({
  paths,
  meterIds: ['AMI_METER_001'],
  hosts: ['localhost', '127.0.0.1'],
  enterprise: 32_473,
  nowMs: Date.now(),
  signal: new AbortController().signal,
  onProgress() {},
})

const keyPemOf = ({ privateKey }: Identity) => privateKey.export({ type: 'pkcs8', format: 'pem' })
const bundleOf = ({ authority }: CertificatePaths) => readFileSync(authority.bundle)

beforeAll(async () => {
  await makeMissing(jobFor(own))
  await makeMissing(jobFor(foreign))
  await addMeters({ ...jobFor(own), meterIds: ['AMI_METER_002'] })
  const identity = readIdentity(own.server)
  server = createServer({
    cert: identity.chainPem,
    key: keyPemOf(identity),
    ca: bundleOf(own),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.2',
    ciphers: CIPHERS,
    ecdhCurve: 'prime256v1',
  })
  server.on('secureConnection', (socket) => {
    seen = lfdi(socket.getPeerCertificate().raw)
    socket.end('hello')
  })
  server.on('tlsClientError', ({ message }) => refusals.push(message))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
  rmSync(root, { recursive: true })
})

/** What the server said, and what was agreed on; rejects when the handshake fails. */
function greet(client: IdentityPaths | null, trusts: CertificatePaths) {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const identity = client === null ? null : readIdentity(client)
  return new Promise<{ text: string; cipher: string; protocol: string | null }>((resolve, reject) => {
    const socket: TLSSocket = connect({
      host: '127.0.0.1',
      port: address.port,
      ca: bundleOf(trusts),
      ciphers: CIPHERS,
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      ...(identity !== null && { cert: identity.chainPem, key: keyPemOf(identity) }),
    })
    let text = ''
    let agreed = { cipher: '', protocol: '' as string | null }
    socket.on('secureConnect', () => {
      agreed = { cipher: socket.getCipher().name, protocol: socket.getProtocol() }
    })
    socket.setEncoding('utf8').on('data', (data: string) => {
      text += data
    })
    socket.on('error', reject)
    socket.on('close', () => resolve({ text, ...agreed }))
  })
}

describe('server and meters', () => {
  it.each(['AMI_METER_001', 'AMI_METER_002'])('recognise each other: %s', async (id) => {
    seen = null
    expect(await greet(own.meter(id), own)).toEqual({
      text: 'hello',
      cipher: 'ECDHE-ECDSA-AES128-CCM8',
      protocol: 'TLSv1.2',
    })
    expect(seen).toBe(readIdentity(own.meter(id)).lfdi)
    expect(seen).toBe(lfdi(readFileSync(own.meter(id).der)))
  })

  it('need a certificate', async () => {
    await expect(greet(null, own)).rejects.toBeInstanceOf(Error)
    expect(refusals.at(-1)).toContain('peer did not return a certificate')
  })

  it('refuse one of another authority', async () => {
    seen = null
    const before = refusals.length
    await expect(greet(foreign.meter('AMI_METER_001'), own)).rejects.toBeInstanceOf(Error)
    expect(refusals).toHaveLength(before + 1)
    expect(seen).toBe(null)
  })

  it('are refused by whoever trusts another authority', async () => {
    await expect(greet(own.meter('AMI_METER_001'), foreign)).rejects.toThrow(
      /unable to verify|unable to get|self[- ]signed/,
    )
  })
})
