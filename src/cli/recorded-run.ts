/** @module The recorded run that a command is about. */

import type { ResolvedSettings } from '../config/load-settings.ts'
import { UsageError } from '../errors/problem.ts'
import { readManifest } from '../journal/manifest-file.ts'
import type { RunManifest } from '../journal/run-manifest.ts'

/**
 * Who the run at OUTPUT_FILE is.
 *
 * @throws UsageError when there is none, or none that says so
 */
export function recordedRun({ settings, origins }: Pick<ResolvedSettings, 'settings' | 'origins'>): RunManifest {
  const run = readManifest(settings.outputFile)
  if (run === null) {
    const fix = 'Give the --output of a run; a journal of an older version gets one when it is continued with --resume'
    throw new UsageError([{ ...origins.outputFile, expected: 'a recorded run, with its .run.json beside it', fix }])
  }
  return run
}
