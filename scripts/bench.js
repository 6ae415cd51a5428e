/** @module `npm run bench`: builds what is measured and measures it; `-- --quick` for a first look, `-- --json FILE`. */

import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { requireNode } from './node-version.js'
import { prepare, ROOT } from './prepare.js'

requireNode()
if (!prepare()) process.exit(1)

// Compiled by the compiler of dist/ and together with src/: what is measured is the code that ships, workers included.
const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
run([compiler, '-p', join('bench', 'tsconfig.json')])
const template = join('sinks', 'store', 'store-template.tar.gz')
if (existsSync(join(ROOT, 'dist', template))) {
  copyFileSync(join(ROOT, 'dist', template), join(ROOT, '.cache', 'bench', 'src', template))
}
run([join('.cache', 'bench', 'bench', 'main.js'), ...process.argv.slice(2)])

function run(command) {
  const { status } = spawnSync(process.execPath, command, { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
