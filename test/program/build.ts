/** @module Builds the program before its tests, so that they never run an older one. */

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Vitest calls this once; it costs nothing when dist/ is up to date. */
export function setup(): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts', 'build.js')], { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) throw new Error('The program cannot be built')
}
