import { describe, expect, it } from 'vitest'
import type { ListedCertificate } from '../../ieee2030_5/pki/list-certificates.ts'
import { certificatesJson, renderCertificates } from './certificates-table.ts'

const METER: ListedCertificate = {
  kind: 'meter',
  name: 'AMI_METER_UTCC_001',
  lfdi: '3E4F45AB31EDFE5B67E343E5E4562E31984E23E5',
  sfdi: 167_261_211_391,
  pin: 123_455,
  notAfterMs: Date.UTC(9999, 11, 31, 23, 59, 59),
}

describe('renderCertificates', () => {
  it('never cuts an identifier', () => {
    for (const columns of [60, 80, 200]) {
      const text = renderCertificates([METER], { columns, color: false }).join('\n')
      for (const whole of [METER.lfdi, '167261211391', '123455']) expect(text).toContain(whole)
    }
  })

  it('says which are no meters, and when something ends', () => {
    const device: ListedCertificate = { ...METER, kind: 'device', name: 'gateway', notAfterMs: Date.UTC(2030, 0, 2) }
    const server: ListedCertificate = { ...METER, kind: 'server', name: 'server', pin: null }
    const [, first, second, third] = renderCertificates([server, METER, device], { columns: 200, color: false })
    expect(first).toMatch(/^\(server\) .* – {2}never/)
    expect(second).toMatch(/^AMI_METER_UTCC_001 .* never/)
    expect(third).toMatch(/^gateway \(device\) .* 2030-01-02/)
  })
})

describe('certificatesJson', () => {
  it('has the same for programs', () => {
    expect(JSON.parse(certificatesJson([METER]))).toEqual([
      {
        kind: 'meter',
        name: 'AMI_METER_UTCC_001',
        lfdi: '3E4F45AB31EDFE5B67E343E5E4562E31984E23E5',
        sfdi: 167_261_211_391,
        pin: 123_455,
        expires: '9999-12-31T23:59:59Z',
      },
    ])
  })
})
