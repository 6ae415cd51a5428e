/** @module Is this Node.js new enough? */

import type { Check, CheckResult } from './check.ts'

const MINIMUM_MAJOR = 20
const MINIMUM_MINOR = 19

export const nodeVersionCheck: Check = {
  name: 'Node.js',
  run: () => Promise.resolve(judgeNodeVersion(process.versions.node)),
}

/** @param version - as Node.js tells it: `20.19.0` */
export function judgeNodeVersion(version: string): CheckResult {
  const [major, minor] = version.split('.').map(Number)
  const isEnough = major > MINIMUM_MAJOR || (major === MINIMUM_MAJOR && minor >= MINIMUM_MINOR)
  if (isEnough) return { status: 'pass', detail: version }
  const needed = `${MINIMUM_MAJOR}.${MINIMUM_MINOR}`
  return { status: 'fail', detail: `${version}, needs ${needed}`, fix: `Install Node.js ${needed} or newer.` }
}
