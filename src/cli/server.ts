/** @module The `server` command: the utility server alone, on the clock of this machine. */

import { pino } from 'pino'
import type { SettingSources } from '../config/setting-sources.ts'
import { serverOptions } from '../ieee2030_5/server/server-options.ts'
import { openUtilityServer } from '../ieee2030_5/server/utility-server.ts'
import { loadConfiguration } from './load-configuration.ts'
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
    if (!settings.quiet) {
      const { devices = 0 } = running.status().holds
      process.stdout.write(
        `IEEE 2030.5 server on https://${options.host}:${running.port}/dcap, with ${devices} registered devices; ` +
          `its state is in ${options.stateFolder}\n`,
      )
    }
    await stopped(signals.signal)
    await running.close()
    return 0
  } finally {
    signals.release()
  }
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
