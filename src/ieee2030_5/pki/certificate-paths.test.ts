import { basename, dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certificatePaths, fileNameOf, idOfFileName } from './certificate-paths.ts'

describe('certificatePaths', () => {
  it('are the ones people configure elsewhere', () => {
    const paths = certificatePaths('certs')
    expect([paths.authority.root, paths.authority.issuer, paths.authority.bundle]).toEqual([
      join('certs', 'ca', 'serca.pem'),
      join('certs', 'ca', 'mica.pem'),
      join('certs', 'ca', 'ca-bundle.pem'),
    ])
    expect(paths.server).toMatchObject({
      chain: join('certs', 'server', 'server.pem'),
      key: join('certs', 'server', 'server-key.pem'),
    })
    expect(paths.meter('AMI_METER_001')).toEqual({
      folder: join('certs', 'meters', 'AMI_METER_001'),
      chain: join('certs', 'meters', 'AMI_METER_001', 'AMI_METER_001.pem'),
      key: join('certs', 'meters', 'AMI_METER_001', 'AMI_METER_001-key.pem'),
      der: join('certs', 'meters', 'AMI_METER_001', 'AMI_METER_001.der'),
    })
  })

  it.each(['..', '.', '../../etc', 'a/b', '/', 'C:\\x', 'x.', ' '])('keep the meter %j in its folder', (id) => {
    const { folder, key } = certificatePaths('certs').meter(id)
    expect(dirname(folder)).toBe(join('certs', 'meters'))
    expect(dirname(key)).toBe(folder)
    expect(['', '.', '..']).not.toContain(basename(folder))
  })
})

describe('fileNameOf', () => {
  it.each([
    ['AMI_METER_UTCC_001', 'AMI_METER_UTCC_001'],
    ['อาคาร 10', 'อาคาร 10'],
    ['floor 2/room 3', 'floor 2%2Froom 3'],
    ['100%', '100%25'],
    ['..', '%2E%2E'],
  ])('of %j is %j', (id, name) => {
    expect(fileNameOf(id)).toBe(name)
  })

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (id) => {
        expect(idOfFileName(fileNameOf(id))).toBe(id)
      }),
    )
  })

  it('has no id for a name it would not give', () => {
    expect(idOfFileName('%41')).toBe(null)
    expect(idOfFileName('100%')).toBe(null)
    expect(idOfFileName('.unfinished-1')).toBe(null)
  })
})
