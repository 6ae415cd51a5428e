/** @module Where a running campus is found, and under which identities. */

import { isAbsolute, relative } from 'node:path'
import { apiAddress } from '../../dist/api/api-address.js'
import { tokenPath } from '../../dist/api/token-file.js'
import { wantsUtilityServer } from '../../dist/cli/run-utility-server.js'
import { identities } from './identities.js'
import { LOG_FILE, PID_FILE } from './places.js'
import { rows } from './rows.js'

export function description(configuration, { pid, output, api }, status) {
  const { settings } = configuration
  const at = (path) => new URL(path, api).href
  const lines = [
    ['dashboard', at('')],
    ['API', `${at('docs')}, as OpenAPI ${at('api/v1/openapi.json')}`],
    ['metrics', at('metrics')],
    ...metricsPortRows(settings),
    ...utilityRows(configuration),
    ['readings', output],
    ['log', LOG_FILE],
    ['process', `${pid}, in ${PID_FILE}`],
    ['token', tokenPlace(settings, output)],
  ]
  const campus = status === null ? 'The campus' : `${status.campus}, ${status.meters} meters,`
  return [`${campus} runs in the background.`, ...rows(lines)]
}

function metricsPortRows({ apiHost, metricsPort }) {
  return metricsPort === null ? [] : [['', new URL('metrics', apiAddress({ apiHost, apiPort: metricsPort })).href]]
}

function utilityRows(configuration) {
  const { settings } = configuration
  const { server, meters, withCertificate } = identities(configuration)
  const clients = ['meters', `${withCertificate} of ${meters} have a certificate of IEEE 2030.5`]
  if (settings.utilityServerUrl !== null) return [['utility server', settings.utilityServerUrl], clients]
  if (!wantsUtilityServer(settings)) return [['utility server', 'none']]
  const { utilityHost: host, ieee2030Port: port } = settings
  return [['utility server', `https://${host}:${port}/dcap, LFDI ${server.lfdi}`], clients]
}

/** Never the token itself. */
function tokenPlace({ apiToken }, output) {
  if (apiToken !== null) return 'the value of API_TOKEN'
  const path = tokenPath(output)
  return `in ${isAbsolute(path) ? path : relative('', path)}, for whatever changes the simulation`
}
