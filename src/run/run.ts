/** @module One run: opened, gone through to its last tick, and released. */

import { runPeriod } from '../config/run-period.ts'
import type { Settings } from '../config/settings.ts'
import { discardRun } from '../journal/journal-files.ts'
import { prepareOutputFolder } from '../journal/output-folder.ts'
import { acquireRunLock } from '../journal/run-lock.ts'
import { describeRun } from './describe-run.ts'
import { requireEmissions } from './emission-coverage.ts'
import { noFollower } from './journal-follower.ts'
import { RunLoop } from './run-loop.ts'
import { openRun, type RunOpening } from './run-opening.ts'
import type { FinishedRun, RunOptions } from './run-options.ts'

/**
 * Runs until the end, or until stopped; the journal is durable and a checkpoint written when it resolves.
 *
 * @throws UsageError before anything was changed, RunError when the run cannot go on
 */
export async function executeRun(options: RunOptions): Promise<FinishedRun> {
  const { settings, origins } = options.inputs
  const period = runPeriod(settings, options.clock.wallMs())
  // Of a new run before anything is touched; where a resumed one began is not known yet.
  if (!settings.resume) {
    requireEmissions(options.inputs, period)
  }
  prepareOutputFolder(settings.outputFile, origins.outputFile)
  const lock = acquireRunLock(settings.outputFile, origins.outputFile)
  try {
    const opening = await openRun(options.inputs, period.startMs)
    const lastTick = lastTickOf(settings, opening, period.endMs)
    const { startMs } = opening
    const endMs = lastTick === null ? null : startMs + lastTick * settings.intervalSeconds * 1000
    requireEmissions(options.inputs, { startMs, endMs })
    const manifest = describeRun(options.inputs, startMs)
    const follower = await options.openFollower?.({ ...manifest, meters: [...manifest.meters] })
    try {
      if (opening.replaces) {
        discardRun(settings.outputFile)
      }
      return await new RunLoop(options, opening, lastTick, manifest, follower ?? noFollower).run()
    } finally {
      await follower?.close()
    }
  } finally {
    lock.release()
  }
}

/** Ticks of a batch; null for a live run. */
function lastTickOf(settings: Settings, { startMs }: RunOpening, endMs: number | null): number | null {
  if (endMs === null) {
    return null
  }
  const end = settings.durationMs === null ? endMs : startMs + settings.durationMs
  return Math.max(0, Math.round((end - startMs) / (settings.intervalSeconds * 1000)))
}
