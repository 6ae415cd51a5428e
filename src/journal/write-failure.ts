/** @module What a failed write means for the run, told so that the operator knows what is safe and how to go on. */

import { RunError } from '../errors/problem.ts'

/** Error code, what it means and what to do about it. */
const CAUSES: ReadonlyMap<string, readonly [reason: string, remedy: string]> = new Map([
  ['ENOSPC', ['no space left on the device', 'Free some space']],
  ['EDQUOT', ['the disk quota is used up', 'Free some space']],
  ['EFBIG', ['the file has reached the largest size allowed here', 'Raise that limit']],
  ['EIO', ['the device reported an error', 'Check the disk']],
  ['EROFS', ['the file system is read-only', 'Check the disk']],
])

/** The system's error code, `ENOSPC` for one; empty for anything else. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/**
 * Explains a failed write.
 *
 * @param what - what was being written: "the journal"
 * @param kept - what remains valid, as a sentence
 */
export function writeFailure(error: unknown, what: string, path: string, kept: string): RunError {
  const code = errorCode(error)
  const detail = error instanceof Error ? error.message : String(error)
  const [reason, remedy] = CAUSES.get(code) ?? [detail, 'Correct that']
  return new RunError(
    `Cannot write ${what} ${path}: ${reason}${code === '' ? '' : ` (${code})`}. ${kept} ${remedy}, then run the same command with --resume.`,
    { cause: error },
  )
}
