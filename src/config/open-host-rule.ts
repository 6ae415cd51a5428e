/** @module The rule that an HTTP interface others can reach asks for a token. */

import type { Problem } from '../errors/problem.ts'
import { SERVER_SETTINGS as SERVER } from './definitions/output-settings.ts'
import { isLoopbackHost } from './loopback-host.ts'
import type { FindText } from './setting-sources.ts'
import type { Settings } from './settings.ts'

/** Whoever can reach another address than the machine's own has to prove who they are. */
export function openHostProblem({ apiHost, apiToken }: Settings, find: FindText): Problem | null {
  if (isLoopbackHost(apiHost) || apiToken !== null) return null
  const { source, key, text } = find(SERVER.apiHost)
  return {
    source,
    key,
    value: text,
    expected: `a loopback address such as 127.0.0.1 as long as ${find(SERVER.apiToken).key} is not set`,
    fix: 'Set API_TOKEN to a secret of at least 16 characters, which all clients then need',
  }
}
