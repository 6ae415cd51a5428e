/** @module Are the certificates, where there are any, readable, current and their keys private? */

import { X509Certificate } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { counted } from '../terminal/figures.ts'
import type { Check, CheckContext, CheckResult } from './check.ts'

/** Permission bits of group and others. */
const SHARED_BITS = 0o077
const CREATE = 'Create them anew with the certificates command.'

export const certificatesCheck: Check = { name: 'Certificates', run: lookAtCertificates }

async function lookAtCertificates({ certificatesFolder, nowMs }: CheckContext): Promise<CheckResult> {
  const files = await pemFiles(certificatesFolder)
  if (files.length === 0) return { status: 'pass', detail: 'none yet: created by the certificates command' }
  for (const path of files) {
    const fault = await faultOf(path, nowMs)
    if (fault !== null) return { status: 'fail', ...fault }
  }
  return { status: 'pass', detail: `${counted(files.length, 'file')} in ${certificatesFolder}` }
}

async function pemFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  return names.filter((name) => name.endsWith('.pem')).map((name) => join(folder, name))
}

async function faultOf(path: string, nowMs: number): Promise<{ detail: string; fix: string } | null> {
  try {
    const text = await readFile(path, 'utf8')
    if (text.includes('PRIVATE KEY-----')) {
      const mode = (await stat(path)).mode
      // Windows has no such bits: everything there looks shared.
      const isShared = process.platform !== 'win32' && (mode & SHARED_BITS) !== 0
      return isShared ? { detail: `${path} can be read by others`, fix: `Run: chmod 600 ${path}` } : null
    }
    const { validTo } = new X509Certificate(text)
    return Date.parse(validTo) < nowMs ? { detail: `${path} expired on ${validTo}`, fix: CREATE } : null
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { detail: `${path} cannot be read: ${reason}`, fix: CREATE }
  }
}
