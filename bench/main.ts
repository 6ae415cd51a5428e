/** @module Measures speed and memory on this machine and prints them as tables; it asserts nothing. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FULL_EFFORT, QUICK_EFFORT } from './effort.ts'
import { SECTIONS } from './sections.ts'

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' }, only: { type: 'string' } },
})
const only = values.only?.split(',') ?? null
const unknown = only?.filter((name) => !SECTIONS.some((section) => section.name === name)) ?? []
if (unknown.length > 0) {
  console.error(`--only: expected some of ${SECTIONS.map(({ name }) => name).join(', ')}, not ${unknown.join(', ')}`)
  process.exit(2)
}
const effort = values.quick ? QUICK_EFFORT : FULL_EFFORT
const given = [values.quick ? '--quick' : [], values.only === undefined ? [] : ['--only', values.only]].flat()
const machine = {
  command: `npm run bench${given.length === 0 ? '' : ` -- ${given.join(' ')}`}`,
  date: new Date().toISOString(),
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  platform: `${process.platform} ${process.arch}`,
}
console.log(`${machine.command} · Node.js ${machine.node} · ${machine.cores} × ${machine.cpu} · ${machine.platform}`)
console.log('Median (min–max) of rounds. "Aim" is what the project hopes for, not a test.\n')

const folder = mkdtempSync(join(tmpdir(), 'gridtokenx-bench-'))
const measured: Record<string, unknown> = {}
try {
  for (const { name, title, measure } of SECTIONS) {
    if (only?.includes(name) === false) continue
    const { text, figures } = await measure(effort, folder)
    console.log(`${title}\n${text}\n`)
    measured[name] = figures
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify({ ...machine, ...measured }, null, 2)}\n`)
}
