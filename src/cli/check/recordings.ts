/** @module Can recorded weather, measured loads, emission factors, faults and commands be read, and do they fit the campus? */

import { formatProblem, UsageError } from '../../errors/problem.ts'
import { loadRunInputs } from '../../run/run-inputs.ts'
import { utcText } from '../../time/utc-text.ts'
import type { Configuration } from '../load-configuration.ts'
import { count, counted } from '../terminal/figures.ts'
import type { Check, CheckResult } from './check.ts'

/** The check of the recordings a configuration names; null where it names none. */
export function recordingsCheck(configuration: Configuration): Check | null {
  const { weatherFile, loadFile, emissionFactorFile, faultsFile, commandsFile } = configuration.resolved.settings
  const files = [weatherFile, loadFile, emissionFactorFile, faultsFile, commandsFile]
  if (files.every((file) => file === null)) return null
  return { name: 'Recordings', run: () => Promise.resolve(readRecordings(configuration)) }
}

/** Reads them as a run does. */
function readRecordings({ resolved, site, campusFile }: Configuration): CheckResult {
  try {
    const { recordedYear, loadReplay, emissions, faults, commands, settings } = loadRunInputs(
      resolved,
      site,
      campusFile,
    )
    const found = [
      recordedYear === null ? [] : `${settings.weatherFile}: a year of weather`,
      loadReplay === null ? [] : `${settings.loadFile}: loads of ${counted(loadReplay.meters.size, 'meter')}`,
      settings.emissionFactorFile === null
        ? []
        : `${settings.emissionFactorFile}: emission factors from ${utcText(emissions.fromMs)} to ${utcText(emissions.toMs)}`,
      faults === null
        ? []
        : `${settings.faultsFile}: ${counted(faults.faults.length, 'fault')} and ${count(faults.random.length)} at random`,
      settings.commandsFile === null ? [] : `${settings.commandsFile}: ${counted(commands.length, 'command')}`,
    ]
    return { status: 'pass', detail: found.flat().join('\n') }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return {
      status: 'fail',
      detail: error.problems.map(formatProblem).join('\n'),
      fix: 'Mend the file, or leave it out.',
    }
  }
}
