import { generateKeyPairSync } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UsageError } from '../../errors/problem.ts'
import { certificatesCheck } from './certificates.ts'

/** Self-signed, P-256, valid from 1 to 31 January 2020. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBHTCBxQIUSMAd7F+I+K54dpry41uu3CEY+zUwCgYIKoZIzj0EAwIwEjEQMA4G
A1UEAwwHVGVzdCBDQTAeFw0yMDAxMDEwMDAwMDBaFw0yMDAxMzEwMDAwMDBaMBIx
EDAOBgNVBAMMB1Rlc3QgQ0EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATAP46X
mun1VEweITllP08mDP2EOXhGjd6fprJlPr08xq0AYRmk9t1P/wJQ8/OuzGFZHBwh
nhrh+5pnMeh6eb0BMAoGCCqGSM49BAMCA0cAMEQCIBtESWJWzR15vrYYcwhN4qgc
rpuQ8dw/IN0u+HgW1GOlAiBkxTDPO4gVTiiwGxS5juB+B55CD1SS0sFMI1pNB1tf
wg==
-----END CERTIFICATE-----
`

let folder = ''
const check = (nowMs = Date.UTC(2020, 0, 15)) =>
  certificatesCheck.run({ configuration: new UsageError([]), certificatesFolder: folder, nowMs })

function writeKey(mode: number): void {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const path = join(folder, 'ca', 'ca-key.pem')
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  chmodSync(path, mode)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'certificates-check-'))
  mkdirSync(join(folder, 'ca'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('certificatesCheck', () => {
  it('passes when there are none yet', async () => {
    expect(await check()).toEqual({ status: 'pass', detail: 'none yet: created by the certificates command' })
  })

  it('passes for a current certificate with a private key', async () => {
    writeFileSync(join(folder, 'ca', 'ca.pem'), CERTIFICATE)
    writeKey(0o600)
    expect(await check()).toEqual({ status: 'pass', detail: `2 files in ${folder}` })
  })

  it.skipIf(process.platform === 'win32')('fails for a key others can read', async () => {
    writeKey(0o640)
    const path = join(folder, 'ca', 'ca-key.pem')
    expect(await check()).toEqual({
      status: 'fail',
      detail: `${path} can be read by others`,
      fix: `Run: chmod 600 ${path}`,
    })
  })

  it('fails for an expired certificate', async () => {
    writeFileSync(join(folder, 'ca', 'ca.pem'), CERTIFICATE)
    expect(await check(Date.UTC(2020, 1, 1))).toMatchObject({
      status: 'fail',
      detail: expect.stringContaining('expired'),
    })
  })

  it('fails for a file that holds no certificate', async () => {
    writeFileSync(join(folder, 'ca', 'ca.pem'), 'not a certificate')
    expect(await check()).toMatchObject({ status: 'fail', detail: expect.stringContaining('cannot be read') })
  })
})
