import { X509Certificate } from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { CertificatePolicies, Extension, KeyUsage, KeyUsageFlags, PolicyInformation } from '@peculiar/asn1-x509'
import { describe, expect, it } from 'vitest'
import { issueWith, testAuthority } from './authority.fixture.ts'
import { deviceExtensions, issuerExtensions } from './certificate-extensions.ts'
import { hardwareNameOf, profileViolations } from './device-profile.ts'
import { parseCertificate } from './parsed-certificate.ts'

const { issuer, issuerCertificate } = testAuthority()
const HARDWARE = { type: '1.3.6.1.4.1.32473.1', serial: 'AMI_METER_001' }
const KEY_USAGE = '2.5.29.15'
const ALT_NAME = '2.5.29.17'
const POLICIES = '2.5.29.32'
const AUTHORITY_KEY = '2.5.29.35'

const usual = () => deviceExtensions(issuer.keyIdentifier, HARDWARE)
const without = (identifier: string) => usual().filter(({ extnID }) => extnID !== identifier)
const changed = ({ extnID, extnValue }: Extension, critical: boolean) => new Extension({ extnID, extnValue, critical })
const withCritical = (identifier: string, critical: boolean) =>
  usual().map((extension) => (extension.extnID === identifier ? changed(extension, critical) : extension))
const withValue = (identifier: string, value: object) => [
  ...without(identifier),
  new Extension({ extnID: identifier, critical: true, extnValue: new OctetString(AsnConvert.serialize(value)) }),
]
const violations = (extensions: readonly Extension[], commonName = '') =>
  profileViolations(parseCertificate(issueWith(issuer, extensions, commonName).der))

/** Self-signed, P-256, valid in January 2020, without any extension. */
const ORDINARY = `-----BEGIN CERTIFICATE-----
MIIBHTCBxQIUSMAd7F+I+K54dpry41uu3CEY+zUwCgYIKoZIzj0EAwIwEjEQMA4G
A1UEAwwHVGVzdCBDQTAeFw0yMDAxMDEwMDAwMDBaFw0yMDAxMzEwMDAwMDBaMBIx
EDAOBgNVBAMMB1Rlc3QgQ0EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATAP46X
mun1VEweITllP08mDP2EOXhGjd6fprJlPr08xq0AYRmk9t1P/wJQ8/OuzGFZHBwh
nhrh+5pnMeh6eb0BMAoGCCqGSM49BAMCA0cAMEQCIBtESWJWzR15vrYYcwhN4qgc
rpuQ8dw/IN0u+HgW1GOlAiBkxTDPO4gVTiiwGxS5juB+B55CD1SS0sFMI1pNB1tf
wg==
-----END CERTIFICATE-----
`

describe('profileViolations', () => {
  it('has none for a certificate of the profile', () => {
    expect(violations(usual())).toEqual([])
  })

  it.each([
    ['a subject', () => violations(usual(), 'meter'), 'the subject is not empty'],
    ['no key usage', () => violations(without(KEY_USAGE)), 'keyUsage is missing'],
    ['no policies', () => violations(without(POLICIES)), 'certificatePolicies is missing'],
    ['no alternative name', () => violations(without(ALT_NAME)), 'subjectAltName is missing'],
    ['no authority key', () => violations(without(AUTHORITY_KEY)), 'authorityKeyIdentifier is missing'],
    ['a key usage to ignore', () => violations(withCritical(KEY_USAGE, false)), 'keyUsage is not critical'],
    ['policies to ignore', () => violations(withCritical(POLICIES, false)), 'certificatePolicies is not critical'],
    ['a name to ignore', () => violations(withCritical(ALT_NAME, false)), 'subjectAltName is not critical'],
    [
      'a critical authority key',
      () => violations(withCritical(AUTHORITY_KEY, true)),
      'authorityKeyIdentifier is critical',
    ],
    [
      'another usage',
      () =>
        violations(withValue(KEY_USAGE, new KeyUsage(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment))),
      'keyUsage is digitalSignature + keyEncipherment, not digitalSignature + keyAgreement',
    ],
    [
      'policies without a kind of device',
      () =>
        violations(
          withValue(
            POLICIES,
            new CertificatePolicies([new PolicyInformation({ policyIdentifier: '1.3.6.1.4.1.40732.2.1' })]),
          ),
        ),
      'certificatePolicies are 1.3.6.1.4.1.40732.2.1, without 1.3.6.1.4.1.40732.1.1, 1.3.6.1.4.1.40732.1.2 or ' +
        '1.3.6.1.4.1.40732.1.3',
    ],
    [
      'garbage for a name',
      () => violations(withValue(ALT_NAME, new OctetString(new Uint8Array([1])))),
      'subjectAltName cannot be decoded',
    ],
    [
      'something critical and unknown',
      () => violations([...usual(), ...withValue('1.2.3.4', new OctetString()).slice(-1)]),
      'the extension 1.2.3.4 is critical and unknown',
    ],
  ])('names %s, and only that', (_, found, expected) => {
    expect(found()).toEqual([expected])
  })

  it('tells an authority from a device', () => {
    const identifiers = { own: issuer.keyIdentifier, authority: issuer.keyIdentifier }
    expect(violations(issuerExtensions(identifiers))).toContain(
      'it is the certificate of an authority, not of a device',
    )
  })

  it('names everything an ordinary certificate lacks', () => {
    const found = profileViolations(parseCertificate(new X509Certificate(ORDINARY).raw))
    expect(found).toEqual([
      'the subject is not empty',
      'it ends on Jan 31 00:00:00 2020 GMT; a device’s does not expire (99991231235959Z)'.replace('’', "'"),
      'keyUsage is missing',
      'certificatePolicies is missing',
      'subjectAltName is missing',
      'authorityKeyIdentifier is missing',
    ])
  })
})

describe('hardwareNameOf', () => {
  it('reads type and serial number from the DER', () => {
    expect(hardwareNameOf(parseCertificate(issueWith(issuer, usual()).der))).toEqual(HARDWARE)
  })

  it('is null where there is none', () => {
    expect(hardwareNameOf(parseCertificate(issuerCertificate.der))).toBe(null)
    expect(hardwareNameOf(parseCertificate(issueWith(issuer, withValue(ALT_NAME, new OctetString())).der))).toBe(null)
  })
})
