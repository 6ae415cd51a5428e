/** @module Do the emission factors reach over a run? A file of them may begin too late or end too early. */

import type { RunPeriod } from '../config/run-period.ts'
import { RunError, UsageError } from '../errors/problem.ts'
import { utcText } from '../time/utc-text.ts'
import type { RunInputs } from './run-inputs.ts'

type Inputs = Pick<RunInputs, 'settings' | 'emissions'>

/**
 * Requires an emission factor for every interval of a batch, and for the first of a live run, whose end is not known.
 *
 * @throws UsageError when the file begins after the run or ends before it
 */
export function requireEmissions({ settings, emissions }: Inputs, { startMs, endMs }: RunPeriod): void {
  const neededMs = endMs ?? startMs + settings.intervalSeconds * 1000
  if (startMs >= emissions.fromMs && neededMs <= emissions.toMs) {
    return
  }
  const what = endMs === null ? "the run's first interval" : 'the whole run'
  throw new UsageError([
    {
      source: settings.emissionFactorFile ?? '',
      key: 'period',
      value: periodText(emissions.fromMs, emissions.toMs),
      expected: `emission factors for ${what}, ${periodText(startMs, neededMs)}`,
    },
  ])
}

/** A live run has used up its file. */
export function emissionsEnded({ settings: { emissionFactorFile }, emissions }: Inputs): RunError {
  return new RunError(
    `${emissionFactorFile} has no emission factor from ${utcText(emissions.toMs)} on: the run stops here, with what it ` +
      'has written. Begin another run with a longer file and another --output.',
  )
}

function periodText(fromMs: number, toMs: number): string {
  return `${utcText(fromMs)} to ${utcText(toMs)}`
}
