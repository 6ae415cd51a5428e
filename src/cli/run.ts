/** @module The `run` command: simulates, live or as a batch, and shows it. */

import { writeFileSync } from 'node:fs'
import { effectiveSettingsTable } from '../config/effective-settings.ts'
import type { SettingSources } from '../config/setting-sources.ts'
import { executeRun } from '../run/run.ts'
import { loadRunInputs } from '../run/run-inputs.ts'
import { loadConfiguration } from './load-configuration.ts'
import { machineClock } from './machine-clock.ts'

export async function run(options: { flags: SettingSources['flags']; printSettings: boolean }): Promise<number> {
  const { resolved, campusFile, site } = loadConfiguration(options.flags)
  if (options.printSettings) {
    for (const { name, value, source } of effectiveSettingsTable(resolved)) {
      process.stdout.write(`${name}  ${value}  ${source}\n`)
    }
    return 0
  }
  const inputs = loadRunInputs(resolved.settings, site, campusFile)
  const stop = new AbortController()
  const t0 = performance.now()
  const simulation = await executeRun({
    inputs,
    clock: machineClock,
    observer: { onTick() {}, onNotice: (t) => process.stderr.write(`${t}\n`) },
    signal: stop.signal,
  })
  const summary = simulation.summary()
  process.stderr.write(`${((performance.now() - t0) / 1000).toFixed(2)} s\n`)
  if (resolved.settings.summaryFile !== null) {
    writeFileSync(resolved.settings.summaryFile, `${JSON.stringify(summary, null, 2)}\n`)
  }
  await simulation.close()
  return 0
}
