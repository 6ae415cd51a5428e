/** @module The openssl program as an independent reader of what is made here. */

import { spawnSync } from 'node:child_process'

const found = spawnSync('openssl', ['version'], { encoding: 'utf8' })

/** Appended to the name of tests that need it, when it is not there. */
export const WITHOUT_OPENSSL = found.status === 0 ? '' : ' (skipped: there is no openssl on this machine)'

if (WITHOUT_OPENSSL !== '' && process.env.CI === 'true') throw new Error('these tests need openssl')

/** What openssl says; fails unless it succeeds. */
export function openssl(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stdout}${stderr}`)
  return stdout
}
