/** @module Certificates as people and programs read them. */

import type { CertificatePaths } from '../../ieee2030_5/pki/certificate-paths.ts'
import type { ListedCertificate } from '../../ieee2030_5/pki/list-certificates.ts'
import type { MadeCertificates } from '../../ieee2030_5/pki/make-certificates.ts'
import { NEVER_MS } from '../../ieee2030_5/pki/sign-certificate.ts'
import { counted, UNKNOWN } from './figures.ts'
import type { ScreenSize } from './screen-size.ts'
import { type Column, renderTable } from './table.ts'

const COLUMNS: readonly Column[] = [
  { header: 'meter', align: 'left', minWidth: 8, cutEnd: 'start' },
  { header: 'LFDI', align: 'left' },
  { header: 'SFDI', align: 'right' },
  { header: 'PIN', align: 'right' },
  { header: 'expires', align: 'left', dropRank: 1 },
]

/** A narrower terminal wraps the lines: that is better than half an identifier [cells]. */
const NARROWEST = 72

/** The table of `certificates --list`; identifiers are never cut, so that they can be copied. */
export function renderCertificates(
  listed: readonly ListedCertificate[],
  screen: Pick<ScreenSize, 'columns' | 'color'>,
): string[] {
  const rows = listed.map(({ kind, name, lfdi, sfdi, pin, notAfterMs }) => [
    kind === 'meter' ? name : `${name} (${kind})`.replace('server (server)', '(server)'),
    lfdi,
    String(sfdi),
    pin === null ? UNKNOWN : String(pin),
    notAfterMs === NEVER_MS ? 'never' : new Date(notAfterMs).toISOString().slice(0, 10),
  ])
  return renderTable(COLUMNS, rows, { columns: Math.max(screen.columns, NARROWEST), color: screen.color })
}

/** The same as JSON. */
export function certificatesJson(listed: readonly ListedCertificate[]): string {
  const entries = listed.map(({ kind, name, lfdi, sfdi, pin, notAfterMs }) => {
    const expires = `${new Date(notAfterMs).toISOString().slice(0, 19)}Z`
    return { kind, name, lfdi, sfdi, pin, expires }
  })
  return JSON.stringify(entries, null, 2)
}

/** What the command has done. */
export function describeMade(
  { authority, server, meters, kept }: MadeCertificates,
  { authority: ca, server: { folder } }: CertificatePaths,
  hosts: readonly string[],
): string[] {
  const lines = [
    authority
      ? `Authorities made in ${ca.folder}. Whoever has ${ca.keyFolder} can make devices: keep it to yourself.`
      : [],
    server ? `Server certificate made in ${folder}, for ${hosts.join(', ')}.` : [],
    meters > 0 ? `Certificates made for ${counted(meters, 'meter')}; ${kept} had one.` : [],
  ].flat()
  return lines.length > 0 ? lines : [`Nothing to make: ${counted(kept, 'meter')} had their certificates.`]
}
