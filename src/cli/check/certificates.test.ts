import { chmodSync, copyFileSync, mkdtempSync, rmSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UsageError } from '../../errors/problem.ts'
import { type CertificatePaths, certificatePaths } from '../../ieee2030_5/pki/certificate-paths.ts'
import { makeMissing } from '../../ieee2030_5/pki/make-certificates.ts'
import { certificatesCheck } from './certificates.ts'

const NOW_MS = Date.UTC(2026, 10, 27, 9)

let folder = ''
let paths: CertificatePaths
const check = (nowMs = NOW_MS) =>
  certificatesCheck.run({ configuration: new UsageError([]), certificatesFolder: folder, nowMs })
const make = (into = paths) =>
  makeMissing({
    paths: into,
    meterIds: ['A', 'B'],
    hosts: ['localhost'],
    enterprise: 32_473,
    nowMs: NOW_MS,
    signal: new AbortController().signal,
    onProgress() {},
  })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'certificates-check-'))
  paths = certificatePaths(folder)
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('certificatesCheck', () => {
  it('passes when there are none yet', async () => {
    expect(await check()).toEqual({ status: 'pass', detail: 'none yet: created by the certificates command' })
  })

  it('passes for what the certificates command makes', async () => {
    await make()
    expect(await check()).toEqual({ status: 'pass', detail: 'server and 2 meters' })
  })

  it.skipIf(process.platform === 'win32')(
    'fails for a key others can read, with the command that mends it',
    async () => {
      await make()
      const { key } = paths.meter('B')
      chmodSync(key, 0o640)
      expect(await check()).toEqual({
        status: 'fail',
        detail: `${key}: permissions 0640, expected one that only its owner can read`,
        fix: `Run: chmod 600 '${key}'`,
      })
      chmodSync(key, 0o600)
      chmodSync(paths.authority.keyFolder, 0o755)
      expect(await check()).toMatchObject({ status: 'fail', fix: `Run: chmod 700 '${paths.authority.keyFolder}'` })
    },
  )

  it('fails for a key that is another meter’s', async () => {
    await make()
    copyFileSync(paths.meter('A').key, paths.meter('B').key)
    expect(await check()).toMatchObject({
      status: 'fail',
      detail: `${paths.meter('B').key}: key, expected the private key of ${paths.meter('B').chain}`,
    })
  })

  it('fails for a file that is missing', async () => {
    await make()
    unlinkSync(paths.server.key)
    expect(await check()).toMatchObject({
      status: 'fail',
      detail: `${paths.server.key}: is missing, expected a readable file`,
    })
  })

  it('passes without the authority’s key, which may be kept elsewhere', async () => {
    await make()
    rmSync(paths.authority.keyFolder, { recursive: true })
    expect(await check()).toMatchObject({ status: 'pass' })
  })

  it('fails for certificates of another authority', async () => {
    const other = certificatePaths(join(folder, 'other'))
    await make()
    await make(other)
    copyFileSync(other.server.chain, paths.server.chain)
    copyFileSync(other.server.key, paths.server.key)
    expect(await check()).toMatchObject({
      status: 'fail',
      detail: expect.stringContaining(`${paths.server.chain}: its issuer is none of the trusted authorities`),
      fix: 'Run: certificates --renew server',
    })
  })

  it('fails for a certificate that is not valid yet, or no longer', async () => {
    await make()
    expect(await check(NOW_MS - 7_200_000)).toMatchObject({
      status: 'fail',
      detail: expect.stringContaining('is not valid before Nov 27 08:00:00 2026 GMT'),
    })
    expect(await check(Date.UTC(10_000, 0, 1))).toMatchObject({ detail: expect.stringContaining('expired on') })
  })

  it('fails for a file that holds no certificate', async () => {
    await make()
    copyFileSync(paths.server.key, paths.authority.bundle)
    expect(await check()).toMatchObject({
      status: 'fail',
      detail: `${paths.authority.bundle}: file, expected certificates of authorities in PEM`,
    })
  })
})
