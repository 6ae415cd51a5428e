import { createPrivateKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { issueWith, NOW_MS, OPTIONS, testAuthority } from './authority.fixture.ts'
import { chainOf } from './certificate-chain.ts'
import { deviceExtensions } from './certificate-extensions.ts'
import { deviceIssuer, issueMeter } from './issue-certificates.ts'
import { parseCertificate } from './parsed-certificate.ts'
import { newKeyPair } from './sign-certificate.ts'

const own = testAuthority('A')
const other = testAuthority('B')
const meter = parseCertificate(issueMeter(own.issuer, 'AMI_METER_001', OPTIONS).der)
const [root, issuer] = own.trusted

describe('chainOf', () => {
  it('leads from a device over its issuer to the root', () => {
    expect(chainOf(meter, own.trusted, NOW_MS)).toEqual({ authorities: [issuer, root], fault: null })
  })

  it('finds its way among many authorities', () => {
    const chain = chainOf(meter, [...other.trusted, root, issuer], NOW_MS)
    expect(chain.authorities.map(({ lfdi }) => lfdi)).toEqual([issuer.lfdi, root.lfdi])
    expect(chain.fault).toBe(null)
  })

  it('names the issuer nobody knows', () => {
    const { fault } = chainOf(meter, other.trusted, NOW_MS)
    expect(fault).toBe('its issuer is none of the trusted authorities: CN=GridTokenX Test MICA A')
  })

  it('does not take a name for a signature', () => {
    const impostor = deviceIssuer(own.issuer.certificatePem, own.issuer.commonName, newKeyPair().privateKey)
    const forged = parseCertificate(issueMeter(impostor, 'AMI_METER_001', OPTIONS).der)
    expect(chainOf(forged, own.trusted, NOW_MS).fault).toContain('none of the trusted authorities')
  })

  it('needs the root, too', () => {
    expect(chainOf(meter, [issuer], NOW_MS).fault).toContain(
      'none of the trusted authorities: CN=GridTokenX Test SERCA A',
    )
  })

  it('does not let a device vouch for another', () => {
    const { der, keyPem } = issueWith(
      own.issuer,
      deviceExtensions(own.issuer.keyIdentifier, { type: '1.2', serial: 'x' }),
      'D',
    )
    const device = parseCertificate(der)
    const child = issueWith({ ...own.issuer, commonName: 'D', privateKey: createPrivateKey(keyPem) }, [])
    const { fault } = chainOf(parseCertificate(child.der), [...own.trusted, device], NOW_MS)
    expect(fault).toBe('CN=D is no authority (basicConstraints)')
  })

  it('takes nothing that is signed by itself unless it is trusted', () => {
    expect(chainOf(other.trusted[0], own.trusted, NOW_MS).fault).toContain('signed by itself')
    expect(chainOf(root, own.trusted, NOW_MS).fault).toBe(null)
  })

  it('holds only while every certificate is valid', () => {
    const early = chainOf(meter, own.trusted, NOW_MS - 3_600_001)
    expect(early.fault).toContain('is not valid before Nov 27 08:00:00 2026 GMT')
    expect(chainOf(meter, own.trusted, NOW_MS - 3_600_000).fault).toBe(null)
    expect(chainOf(meter, own.trusted, Date.UTC(9999, 11, 31, 23, 59, 59)).fault).toBe(null)
    expect(chainOf(meter, own.trusted, Date.UTC(10_000, 0, 1)).fault).toContain('expired on Dec 31 23:59:59 9999 GMT')
  })
})
