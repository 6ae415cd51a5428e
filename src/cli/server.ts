/** @module The `server` command: the utility server alone, on the clock of this machine. */

import { pino } from 'pino'
import { tokenPath } from '../api/token-file.ts'
import type { SettingSources } from '../config/setting-sources.ts'
import type { Settings } from '../config/settings.ts'
import { serverOptions } from '../ieee2030_5/server/server-options.ts'
import { openUtilityServer, type UtilityServer } from '../ieee2030_5/server/utility-server.ts'
import { loadConfiguration } from './load-configuration.ts'
import { openOperatorsDoor } from './operators-door.ts'
import { StopSignals } from './stop-signals.ts'

/** @returns the exit code, once it is told to stop */
export async function server(flags: SettingSources['flags']): Promise<number> {
  const { resolved, site } = loadConfiguration(flags)
  const { settings } = resolved
  const log = pino({ level: settings.logLevel }, pino.destination({ dest: 2, sync: true }))
  const options = serverOptions(settings, site.timeZone)
  const signals = new StopSignals(() => undefined)
  try {
    const running = await openUtilityServer(options, { onNotice: (text) => log.warn(text) })
    const door = settings.server
      ? await opened(running, () => openOperatorsDoor(running, resolved, (text) => log.warn(text)))
      : null
    if (!settings.quiet) {
      const { devices = 0 } = running.status().holds
      process.stdout.write(
        `IEEE 2030.5 server on https://${options.host}:${running.port}/dcap, with ${devices} registered devices; ` +
          `its state is in ${options.stateFolder}\n`,
      )
      if (door !== null) {
        process.stdout.write(`Operators: ${door.url}, by the command utility or the token in ${tokenPlace(settings)}\n`)
      }
    }
    await stopped(signals.signal)
    await door?.close()
    await running.close()
    return 0
  } finally {
    signals.release()
  }
}

/** Leaves no server behind when what belongs to it cannot be had. */
async function opened<Part>(running: UtilityServer, open: () => Promise<Part>): Promise<Part> {
  try {
    return await open()
  } catch (error) {
    await running.close()
    throw error
  }
}

function tokenPlace({ apiToken, outputFile }: Settings): string {
  return apiToken === null ? tokenPath(outputFile) : 'API_TOKEN'
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
