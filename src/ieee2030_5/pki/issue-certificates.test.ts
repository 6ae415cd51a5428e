import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { OPTIONS, testAuthority } from './authority.fixture.ts'
import { hardwareNameOf, profileViolations } from './device-profile.ts'
import { issueMeter, issueServer } from './issue-certificates.ts'
import { openssl, WITHOUT_OPENSSL } from './openssl.fixture.ts'
import { parseCertificate } from './parsed-certificate.ts'

const folder = mkdtempSync(join(tmpdir(), 'issue-certificates-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const { root, issuer, issuerCertificate } = testAuthority()
const meter = issueMeter(issuer, 'อาคาร 10 / A', OPTIONS)
const server = issueServer(issuer, ['meters.example.org', '192.0.2.7', '2001:db8::7'], OPTIONS)

describe.skipIf(WITHOUT_OPENSSL !== '')(`certificates as openssl reads them${WITHOUT_OPENSSL}`, () => {
  const rootFile = file('root.pem', root.certificatePem)
  const issuerFile = file('issuer.pem', issuerCertificate.certificatePem)
  const meterFile = file('meter.pem', meter.certificatePem)
  const serverFile = file('server.pem', server.certificatePem)
  const extensions = (path: string) =>
    openssl('x509', '-in', path, '-noout', '-text')
      .split('\n')
      .map((line) => line.trim())
      .join('\n')

  it('are vouched for by the root, under the policy of devices', () => {
    const chain = ['-x509_strict', '-CAfile', rootFile, '-untrusted', issuerFile]
    const policy = ['-policy_check', '-explicit_policy', '-policy', '1.3.6.1.4.1.40732.1.1']
    for (const path of [meterFile, serverFile]) {
      expect(openssl('verify', ...chain, ...policy, path)).toBe(`${path}: OK\n`)
    }
  })

  it('of a meter are exactly of the profile', () => {
    const text = extensions(meterFile)
    expect(text).toMatch(/^Subject:$/m)
    expect(text).toContain('Not Before: Nov 27 08:00:00 2026 GMT\nNot After : Dec 31 23:59:59 9999 GMT')
    expect(text).toContain('Signature Algorithm: ecdsa-with-SHA256')
    expect(text).toContain('ASN1 OID: prime256v1')
    expect(text).toContain('X509v3 Key Usage: critical\nDigital Signature, Key Agreement\n')
    expect(text).toContain('X509v3 Certificate Policies: critical\nPolicy: 1.3.6.1.4.1.40732.1.1\n')
    expect(text).toContain('X509v3 Subject Alternative Name: critical\n')
    expect(text).toMatch(/X509v3 Authority Key Identifier: ?\n(?:keyid:)?(?:[0-9A-F]{2}:){19}/)
    expect(text.match(/X509v3 [A-Z]/g)).toHaveLength(4)
    expect(openssl('asn1parse', '-in', meterFile)).toContain('GENERALIZEDTIME   :99991231235959Z')
  })

  it('of a meter name the hardware', () => {
    // Tag 0 of the alternative names: OTHER NAME { 1.3.6.1.5.5.7.8.4, { hwType, hwSerialNum } }.
    const text = openssl('asn1parse', '-in', meterFile)
    const value = /X509v3 Subject Alternative Name[\s\S]+?\[HEX DUMP\]:([0-9A-F]+)/.exec(text)?.[1] ?? ''
    const name = openssl('asn1parse', '-inform', 'DER', '-in', fileOf('name.der', Buffer.from(value, 'hex')))
    expect(name).toContain('OBJECT            :1.3.6.1.5.5.7.8.4')
    expect(name).toContain('OBJECT            :1.3.6.1.4.1.32473.1')
    expect(name.toUpperCase()).toContain(`[HEX DUMP]:${Buffer.from('อาคาร 10 / A').toString('hex').toUpperCase()}`)
  })

  it('of the server have its names and addresses, in a critical extension, and nothing else that is critical', () => {
    const text = extensions(serverFile)
    const names = /X509v3 Subject Alternative Name: critical\n(.*)/.exec(text)?.[1]
    expect(names).toContain('DNS:meters.example.org, IP Address:192.0.2.7, IP Address:2001:DB8:0:0:0:0:0:7')
    expect(text).toMatch(/X509v3 Extended Key Usage: ?\nTLS Web Server Authentication, TLS Web Client Authentication/)
    expect(text).toContain('X509v3 Key Usage: critical\nDigital Signature, Key Agreement\n')
    expect(text).not.toContain('Basic Constraints')
  })

  it('of authorities may sign, and the lower one no further authority', () => {
    const [upper, lower] = [extensions(rootFile), extensions(issuerFile)]
    expect(upper).toContain('X509v3 Basic Constraints: critical\nCA:TRUE\n')
    expect(lower).toContain('X509v3 Basic Constraints: critical\nCA:TRUE, pathlen:0\n')
    for (const text of [upper, lower]) {
      expect(text).toContain('X509v3 Key Usage: critical\nCertificate Sign, CRL Sign\n')
      expect(text).toContain('X509v3 Subject Key Identifier:')
      expect(text).toMatch(/X509v3 Certificate Policies: critical\n/)
      expect(text).not.toContain('Alternative Name')
    }
  })

  it('have keys that belong to them', () => {
    const key = file('meter-key.pem', meter.keyPem)
    expect(openssl('pkey', '-in', key, '-pubout')).toBe(openssl('x509', '-in', meterFile, '-noout', '-pubkey'))
  })

  it('have the LFDI of their fingerprint', () => {
    const [, fingerprint = ''] = openssl('x509', '-in', meterFile, '-noout', '-fingerprint', '-sha256').split('=')
    expect(parseCertificate(meter.der).lfdi).toBe(fingerprint.trim().replaceAll(':', '').slice(0, 40))
  })

  function fileOf(name: string, content: Uint8Array): string {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
})

describe('issued certificates', () => {
  it('fit the profile they are checked against, the server’s too', () => {
    expect(profileViolations(parseCertificate(meter.der))).toEqual([])
    expect(profileViolations(parseCertificate(server.der))).toEqual([])
    expect(hardwareNameOf(parseCertificate(meter.der))).toEqual({
      type: '1.3.6.1.4.1.32473.1',
      serial: 'อาคาร 10 / A',
    })
  })

  it('never have a key or a serial number twice', () => {
    const made = Array.from({ length: 50 }, () => issueMeter(issuer, 'A', OPTIONS))
    expect(new Set(made.map(({ keyPem }) => keyPem)).size).toBe(50)
    expect(new Set(made.map(({ der }) => new X509Certificate(der).serialNumber)).size).toBe(50)
  })

  it('have positive serial numbers of one length', () => {
    for (let index = 0; index < 50; index += 1) {
      const { serialNumber } = new X509Certificate(issueMeter(issuer, 'A', OPTIONS).der)
      expect(serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/)
    }
  })

  it('are the same in PEM and in DER', () => {
    expect(createHash('sha256').update(new X509Certificate(meter.certificatePem).raw).digest('hex')).toBe(
      createHash('sha256').update(meter.der).digest('hex'),
    )
  })
})
