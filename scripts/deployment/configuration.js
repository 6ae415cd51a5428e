/** @module The settings in force, as far as a campus in the background depends on them. */

import { apiAddress } from '../../dist/api/api-address.js'
import { keptToken } from '../../dist/api/token-file.js'
import { createFleet } from '../../dist/campus/create-fleet.js'
import { loadConfiguration } from '../../dist/cli/load-configuration.js'
import { UsageError } from '../../dist/errors/problem.js'

/** What a campus of these settings is started with. */
export function configuration() {
  const { resolved, campusFile } = loadConfiguration({ resume: true })
  const { settings, origins } = resolved
  const meterIds = () => {
    const fleet = createFleet(settings, campusFile)
    return Array.from({ length: fleet.size }, (_, index) => fleet.meter(index).meterId)
  }
  return { settings, origins, meterIds, api: apiAddress(settings).href }
}

/**
 * What can be neither waited for nor asked is not for the background.
 *
 * @throws UsageError
 */
export function refuseUnfit({ settings, origins }) {
  const unfit = [
    [settings.endMs !== null, origins.endMs, 'no end of a campus in the background'],
    [settings.durationMs !== null, origins.durationMs, 'no end of a campus in the background'],
    [!settings.server, origins.server, 'false, since the HTTP interface tells how the campus does'],
  ]
  const problems = unfit.flatMap(([isUnfit, origin, expected]) =>
    isUnfit ? [{ ...origin, expected, fix: 'Leave it out, or use the command run' }] : [],
  )
  if (problems.length > 0) throw new UsageError(problems)
}

/** The token a campus takes that writes to `outputFile`; null where there is none yet. */
export function tokenOf({ apiToken }, outputFile) {
  return apiToken ?? keptToken(outputFile)
}
