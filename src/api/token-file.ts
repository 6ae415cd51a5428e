/** @module The token that is made when none is set: in a file that only its owner can read. */

import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UsageError } from '../errors/problem.ts'

const TOKEN_BYTES = 32
const OWNER_ONLY = 0o600
const TOKEN = /^[\w.~+/-]{16,256}=*$/

export interface ApiToken {
  readonly token: string
  readonly path: string
  /** Whether it was made just now, so that it has to be shown. */
  readonly isNew: boolean
}

/** Beside the output file, where the run's other secrets and data are. */
export function tokenPath(outputFile: string): string {
  return join(dirname(outputFile), 'api-token')
}

/**
 * The token of the simulator that writes to `outputFile`: the one in its file, or a new one that is in no file yet.
 *
 * @throws UsageError when the file cannot be used
 */
export function obtainToken(outputFile: string): ApiToken {
  const path = tokenPath(outputFile)
  try {
    const kept = readToken(path)
    if (kept !== null) {
      chmodSync(path, OWNER_ONLY)
      return { token: kept, path, isNew: false }
    }
    return { token: randomBytes(TOKEN_BYTES).toString('base64url'), path, isNew: true }
  } catch (error) {
    throw asUnusable(path, error)
  }
}

/**
 * The token in the file of the simulator that writes to `outputFile`; null where there is none.
 *
 * @throws UsageError when the file cannot be used
 */
export function keptToken(outputFile: string): string | null {
  const path = tokenPath(outputFile)
  try {
    return readToken(path)
  } catch (error) {
    throw asUnusable(path, error)
  }
}

/**
 * Puts a new token into its file, for the next start.
 *
 * @throws UsageError when that fails
 */
export function keepToken({ token, path }: ApiToken): void {
  try {
    writeFileSync(path, `${token}\n`, { mode: OWNER_ONLY, flag: 'wx' })
  } catch (error) {
    throw asUnusable(path, error)
  }
}

function asUnusable(path: string, error: unknown): UsageError {
  if (error instanceof UsageError) return error
  const reason = error instanceof Error ? error.message : String(error)
  return unusable(path, `Mend that (${reason}), or set API_TOKEN`)
}

function readToken(path: string): string | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  if (!TOKEN.test(text)) throw unusable(path, 'Delete the file for a new one, or set API_TOKEN')
  return text
}

function unusable(path: string, fix: string): UsageError {
  return new UsageError([{ source: path, key: 'file', expected: 'a token of 16 to 256 characters', fix }])
}
