/** @module `npm run architecture`: the rules of .dependency-cruiser.cjs, and proof that they saw every source file. */

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import architecture from '../.dependency-cruiser.cjs'
import { ROOT } from './prepare.js'

process.chdir(ROOT)
const { options, ...ruleSet } = architecture
const tsConfig = extractTSConfig('tsconfig.json')
const { output } = await cruise(['src', 'dashboard'], { ...options, ruleSet, validate: true }, undefined, { tsConfig })
const { modules, summary } = output

for (const { rule, from, to, cycle } of summary.violations) {
  const path = cycle === undefined ? to : cycle.map(({ name }) => name).join(' → ')
  console.log(`${rule.name}: ${from} → ${path}`)
}
console.log(`${modules.length} modules, ${summary.totalDependenciesCruised} imports, ${summary.error} violations`)

// The cruiser is content with nothing when it cannot read a language: a file it did not see is a failure.
const seen = new Set(modules.map(({ source }) => source))
const unseen = ['src', 'dashboard']
  .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true }).map((path) => `${folder}/${path}`))
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /(?<!\.d)\.tsx?$/.test(path) && !seen.has(path))
for (const path of unseen) console.log(`not looked at: ${path}`)
process.exitCode = summary.error > 0 || unseen.length > 0 || summary.totalDependenciesCruised === 0 ? 1 : 0
