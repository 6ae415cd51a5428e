/** @module Opens the HTTP interface of a live run. */

import { type ApiOwner, type ApiThread, openApiThread } from '../api/api-thread.ts'
import type { RunFacts } from '../api/live-campus.ts'
import { marketTerms } from '../api/market-terms.ts'
import { recordPlaces } from '../api/recorded/recorded-run.ts'
import { keepToken, obtainToken } from '../api/token-file.ts'
import { effectiveSettingsTable } from '../config/effective-settings.ts'
import type { ResolvedSettings } from '../config/load-settings.ts'
import type { SinkName } from '../config/settings.ts'
import { programVersion } from '../run/program-version.ts'
import { storeFolderOf } from '../sinks/store/store-files.ts'
import type { OpenServer } from './run-view.ts'

/**
 * Opens it before the run has touched anything.
 *
 * @throws UsageError when its address or its token cannot be had
 */
export async function openRunServer(
  resolved: ResolvedSettings,
  { run, plan, assets }: Pick<RunFacts, 'run' | 'plan' | 'assets'>,
  sinks: readonly SinkName[],
  owner: ApiOwner,
): Promise<{ readonly api: ApiThread; readonly opened: OpenServer }> {
  const { settings, origins } = resolved
  const { apiHost: host, apiPort: port, metricsPort, outputFile, speed } = settings
  const kept = settings.apiToken === null ? obtainToken(outputFile) : null
  const token = settings.apiToken ?? kept?.token ?? ''
  const facts = {
    run,
    assets,
    plan,
    certificatesFolder: settings.certificatesFolder,
    settings: effectiveSettingsTable(resolved),
    terms: marketTerms(settings),
    speed,
    programVersion: programVersion(),
    startedMs: Date.now(),
  }
  const places = recordPlaces(settings, storeFolderOf(settings), sinks)
  const api = await openApiThread({ host, port, metricsPort, token, places, facts }, origins, owner)
  if (kept === null || !kept.isNew) return { api, opened: { url: api.url, note: null } }
  try {
    keepToken(kept)
  } catch (error) {
    await api.close()
    throw error
  }
  const note = `Its token, for whatever changes the simulation: ${token} (in ${kept.path})`
  return { api, opened: { url: api.url, note } }
}
