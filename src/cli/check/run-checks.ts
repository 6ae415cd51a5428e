/** @module All checks that apply, run side by side. */

import type { Settings } from '../../config/settings.ts'
import { UsageError } from '../../errors/problem.ts'
import { certificatesCheck } from './certificates.ts'
import type { Check, CheckContext, CheckResult } from './check.ts'
import { configurationCheck } from './configuration.ts'
import { configuredServices } from './configured-services.ts'
import { diskSpaceCheck } from './disk-space.ts'
import { freePortCheck, type WantedPort } from './free-port.ts'
import { nodeVersionCheck } from './node-version.ts'
import { outputFolderCheck } from './output-folder.ts'
import { recordingsCheck } from './recordings.ts'
import { serviceCheck } from './service.ts'

/** The answer of one check. */
export interface CheckReport extends CheckResult {
  readonly name: string
}

/** Runs every check that applies; one that breaks is one that fails. */
export function runChecks(context: CheckContext): Promise<CheckReport[]> {
  return Promise.all(
    checksFor(context).map(async (check) => {
      try {
        return { name: check.name, ...(await check.run(context)) }
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error)
        return { name: check.name, status: 'fail' as const, detail }
      }
    }),
  )
}

/** 0 when a run can start, 1 when something keeps it from starting. */
export function checkExitCode(reports: readonly CheckReport[]): 0 | 1 {
  return reports.some(({ status }) => status === 'fail') ? 1 : 0
}

/** Without valid settings only what does not depend on them can be checked. */
function checksFor({ configuration }: CheckContext): Check[] {
  const always = [nodeVersionCheck, configurationCheck]
  if (configuration instanceof UsageError) return [...always, certificatesCheck]
  const { settings } = configuration.resolved
  return [
    ...always,
    recordingsCheck(configuration) ?? [],
    outputFolderCheck(settings),
    diskSpaceCheck(settings.outputFile),
    ...wantedPorts(settings).map(freePortCheck),
    certificatesCheck,
    ...configuredServices(settings).map(serviceCheck),
  ].flat()
}

function wantedPorts({ server, apiHost: host, apiPort, metricsPort, ieee2030Port }: Settings): WantedPort[] {
  if (!server) return []
  const api: WantedPort = { name: 'Dashboard', host, port: apiPort, variable: 'API_PORT' }
  const ieee2030: WantedPort = { name: 'IEEE 2030.5', port: ieee2030Port, variable: 'IEEE2030_5_PORT' }
  if (metricsPort === null || metricsPort === apiPort) return [api, ieee2030]
  return [api, { name: 'Metrics', host, port: metricsPort, variable: 'METRICS_PORT' }, ieee2030]
}
