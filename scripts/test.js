/** @module `npm test`: from a fresh clone to the totals of all tests; further arguments go to vitest. */

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { requireNode } from './node-version.js'
import { prepare, ROOT } from './prepare.js'

requireNode()
if (!prepare()) {
  console.log('0 passed, 1 failed')
  process.exit(1)
}

const totalsFile = join(ROOT, '.cache', `test-totals-${process.pid}.json`)
mkdirSync(join(ROOT, '.cache'), { recursive: true })
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
const reporters = ['--reporter', 'default', '--reporter', join(ROOT, 'scripts', 'totals-reporter.js')]
const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, TEST_TOTALS_FILE: totalsFile },
})

const { passed, failed, skipped } = readTotals()
for (const { test, reason } of skipped) console.log(`skipped: ${test}: ${reason ?? 'no reason given'}`)
// A run that broke off or tested nothing proves nothing: it counts as one failure.
const failures = failed > 0 || (status === 0 && passed > 0) ? failed : 1
console.log(`${passed} passed, ${failures} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`)
process.exitCode = failures > 0 || status !== 0 ? 1 : 0

function readTotals() {
  if (!existsSync(totalsFile)) return { passed: 0, failed: 0, skipped: [] }
  const totals = JSON.parse(readFileSync(totalsFile, 'utf8'))
  rmSync(totalsFile)
  return totals
}
