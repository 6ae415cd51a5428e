/** @module What a folder of somebody else's certificates and keys holds. */

import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import { type Problem, UsageError } from '../../errors/problem.ts'
import { type ParsedCertificate, parseCertificate, parsePem } from './parsed-certificate.ts'

/** Endings under which people keep certificates and keys. */
const ENDINGS = ['.pem', '.crt', '.cer', '.der', '.key']
const PEM_KEY = /-----BEGIN (?:EC |ENCRYPTED )?PRIVATE KEY-----[\s\S]+?-----END (?:EC |ENCRYPTED )?PRIVATE KEY-----/g

/** A certificate and the first file it was found in. */
export interface ForeignCertificate {
  readonly path: string
  /** The file's name without its ending. */
  readonly name: string
  readonly certificate: ParsedCertificate
}

export interface ForeignKey {
  readonly path: string
  readonly privateKey: KeyObject
}

export interface ForeignFiles {
  readonly authorities: readonly ForeignCertificate[]
  readonly devices: readonly ForeignCertificate[]
  readonly keys: readonly ForeignKey[]
}

/**
 * Reads every certificate and key below a folder, each once.
 *
 * @throws UsageError with a problem per file that cannot be understood
 */
export function readForeignFiles(folder: string): ForeignFiles {
  const certificates = new Map<string, ForeignCertificate>()
  const keys: ForeignKey[] = []
  const problems: Problem[] = []
  for (const path of filesIn(folder)) {
    try {
      const found = readOne(path)
      for (const certificate of found.certificates) {
        if (!certificates.has(certificate.lfdi)) {
          certificates.set(certificate.lfdi, { path, name: parse(path).name, certificate })
        }
      }
      keys.push(...found.keys)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      problems.push({
        source: path,
        key: 'file',
        value: reason,
        expected: 'certificates, or private keys, in PEM or DER',
      })
    }
  }
  if (problems.length > 0) throw new UsageError(problems)
  const all = [...certificates.values()]
  return {
    authorities: all.filter(({ certificate }) => certificate.node.ca),
    devices: all.filter(({ certificate }) => !certificate.node.ca),
    keys,
  }
}

/** Whether a key is the certificate's. */
export function belongsTo({ privateKey }: ForeignKey, { certificate }: ForeignCertificate): boolean {
  return createPublicKey(privateKey).equals(certificate.node.publicKey)
}

function filesIn(folder: string): string[] {
  let names: string[]
  try {
    names = readdirSync(folder, { recursive: true }).map(String)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const expected = `a folder with certificates of others (${ENDINGS.join(', ')})`
    throw new UsageError([{ source: 'command line', key: '--import', value: folder, expected, fix: reason }])
  }
  const paths = names.filter((name) => ENDINGS.includes(parse(name).ext.toLowerCase())).sort()
  if (paths.length > 0) return paths.map((name) => join(folder, name))
  const expected = `a folder with files ending in ${ENDINGS.join(', ')}`
  throw new UsageError([{ source: 'command line', key: '--import', value: folder, expected }])
}

function readOne(path: string): { readonly certificates: ParsedCertificate[]; readonly keys: ForeignKey[] } {
  const bytes = readFileSync(path)
  const text = bytes.toString('latin1')
  if (!text.includes('-----BEGIN ')) {
    return parse(path).ext.toLowerCase() === '.key'
      ? { certificates: [], keys: [{ path, privateKey: derKey(bytes) }] }
      : { certificates: [parseCertificate(bytes)], keys: [] }
  }
  const certificates = parsePem(text)
  const keys = (text.match(PEM_KEY) ?? []).map((block) => ({ path, privateKey: pemKey(block) }))
  if (certificates.length + keys.length === 0) throw new Error('neither of them')
  return { certificates, keys }
}

function pemKey(block: string): KeyObject {
  if (block.includes('ENCRYPTED')) throw new Error('a key under a password (take it away with openssl pkcs8)')
  return createPrivateKey(block)
}

function derKey(bytes: Buffer): KeyObject {
  try {
    return createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' })
  } catch {
    return createPrivateKey({ key: bytes, format: 'der', type: 'sec1' })
  }
}
