/** @module The `check` command: can this machine run this configuration? */

import type { SettingSources } from '../config/setting-sources.ts'
import { UsageError } from '../errors/problem.ts'
import { renderChecks } from './check/render-checks.ts'
import { checkExitCode, runChecks } from './check/run-checks.ts'
import { type Configuration, loadConfiguration } from './load-configuration.ts'
import { terminalSize } from './terminal-size.ts'

/** Looked at when the settings are too wrong to tell another. */
const USUAL_CERTIFICATES_FOLDER = 'certs'

/** Prints the table of checks and answers with the exit code: 0 ready, 1 not. */
export async function check({ flags }: { readonly flags: SettingSources['flags'] }): Promise<number> {
  const configuration = loadOrRefuse(flags)
  const reports = await runChecks({
    configuration,
    certificatesFolder:
      configuration instanceof UsageError
        ? USUAL_CERTIFICATES_FOLDER
        : configuration.resolved.settings.certificatesFolder,
    nowMs: Date.now(),
  })
  process.stdout.write(`${renderChecks(reports, terminalSize(process.stdout)).join('\n')}\n`)
  return checkExitCode(reports)
}

/** A bad configuration is one of the answers here, not the end of the command. */
function loadOrRefuse(flags: SettingSources['flags']): Configuration | UsageError {
  try {
    return loadConfiguration(flags)
  } catch (error) {
    if (error instanceof UsageError) return error
    throw error
  }
}
