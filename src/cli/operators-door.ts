/** @module The door of operators beside a utility server that runs alone. */

import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { addressRefusal } from '../api/address-refusal.ts'
import type { ControlAnswer } from '../api/run-control.ts'
import type { RunningServer } from '../api/start-api.ts'
import { keepToken, obtainToken } from '../api/token-file.ts'
import { openUtilityDoor } from '../api/utility-door.ts'
import type { ResolvedSettings } from '../config/load-settings.ts'
import type { UtilityServer } from '../ieee2030_5/server/utility-server.ts'
import type { OperationRequest } from '../ieee2030_5/utility/operate.ts'
import { OperationError } from '../ieee2030_5/utility/operation.ts'
import { programVersion } from '../run/program-version.ts'

const HOST = '127.0.0.1'

/**
 * Opens it on this machine alone, with the token of `API_TOKEN` or of the file beside the output.
 *
 * @throws UsageError when the port or the token cannot be had
 */
export async function openOperatorsDoor(
  server: UtilityServer,
  { settings, origins }: ResolvedSettings,
  onNotice: (text: string) => void,
): Promise<RunningServer> {
  const kept = settings.apiToken === null ? obtainToken(settings.outputFile) : null
  const port = settings.apiPort
  const door = await openUtilityDoor({
    host: HOST,
    port,
    token: settings.apiToken ?? kept?.token ?? '',
    context: {
      control: { ask: (asked) => (asked.kind === 'operate' ? operate(server, asked.request) : NO_RUN) },
      utility: {
        get server() {
          return server.status()
        },
        clients: null,
      },
      health: null,
    },
    programVersion: programVersion(),
    onFailure: (error) => onNotice(`A request to the HTTP interface failed: ${String(error)}`),
  }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw addressRefusal(
      { code: String(error.code), message: error.message },
      { host: HOST, port },
      { host: origins.apiHost, port: origins.apiPort },
      'open none with NO_SERVER=true',
    )
  })
  try {
    if (kept?.isNew === true) {
      mkdirSync(dirname(kept.path), { recursive: true })
      keepToken(kept)
    }
    return door
  } catch (error) {
    await door.close()
    throw error
  }
}

const NO_RUN = Promise.resolve<ControlAnswer>({ kind: 'refused', reason: 'There is no simulation here.' })

async function operate(server: UtilityServer, request: OperationRequest): Promise<ControlAnswer> {
  try {
    return { kind: 'done', output: await server.operate(request) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (!(error instanceof OperationError)) return { kind: 'refused', reason }
    return { kind: 'refused', fault: error.fault, field: error.field, reason }
  }
}
