/** @module The `run` command: simulates, live or as a batch, shows it, and sums it up. */

import { writeFileSync } from 'node:fs'
import { type Logger, pino } from 'pino'
import { effectiveSettingsTable } from '../config/effective-settings.ts'
import type { SettingSources } from '../config/setting-sources.ts'
import { LOG_LEVELS, type Settings } from '../config/settings.ts'
import { openDeliveryThread } from '../delivery/delivery-thread.ts'
import { selectedSinks } from '../delivery/selected-sinks.ts'
import type { SinkStatus } from '../delivery/sink-status.ts'
import { RunError } from '../errors/problem.ts'
import { prepareOutputFolder } from '../journal/output-folder.ts'
import type { RunManifest } from '../journal/run-manifest.ts'
import { openAll } from '../run/combined-follower.ts'
import type { OpenFollower } from '../run/journal-follower.ts'
import { executeRun } from '../run/run.ts'
import { loadRunInputs, type RunInputs } from '../run/run-inputs.ts'
import type { FinishedRun } from '../run/run-options.ts'
import type { RunPace, RunSummary } from '../simulation/summary.ts'
import type { LiveRun, LiveRunOptions } from './live-run.ts'
import { loadConfiguration } from './load-configuration.ts'
import { machineClock } from './machine-clock.ts'
import { batchView, liveScreenView, logView, type RunView, silentView } from './run-view.ts'
import { StopSignals } from './stop-signals.ts'
import { renderSettings } from './terminal/settings-table.ts'
import { renderSummary } from './terminal/summary-table.ts'
import { terminalSize } from './terminal-size.ts'

/** Notices kept while the live view has the terminal: those before them are forgotten. */
const MOST_NOTICES = 200

/** @returns the exit code */
export async function run(options: { flags: SettingSources['flags']; printSettings: boolean }): Promise<number> {
  const { resolved, campusFile, site } = loadConfiguration(options.flags)
  const { settings } = resolved
  if (options.printSettings) {
    // Into a pipe or a file nothing is cut.
    const { columns, color } = terminalSize(process.stdout)
    const shown = { columns: process.stdout.isTTY ? columns : Number.POSITIVE_INFINITY, color }
    print(renderSettings(effectiveSettingsTable(resolved), shown))
    return 0
  }
  const inputs = loadRunInputs(resolved, site, campusFile)
  if (settings.summaryFile !== null) {
    prepareOutputFolder(settings.summaryFile, resolved.origins.summaryFile, '--summary')
  }
  const log = pino({ level: logLevel(settings) }, pino.destination({ dest: 2, sync: true }))
  const isBatch = settings.endMs !== null || settings.durationMs !== null
  const notices: string[] = []
  const signals = new StopSignals(() => view.close())
  const view = chooseView(inputs, isBatch, log, () => signals.signal.aborted)
  const sinks = selectedSinks(settings, !isBatch)
  const tell = (text: string): void => {
    if (view.ownsTerminal) notices.push(text)
    else log.warn(text)
    if (notices.length > MOST_NOTICES) notices.shift()
  }
  const live = isBatch
    ? null
    : await liveRun({
        inputs,
        resolved,
        sinks,
        wallMs: () => machineClock.wallMs(),
        onServer: (server) => view.onServer(server),
        onNotice: tell,
      })
  const onDelivery = (all: readonly SinkStatus[]): void => {
    view.onDelivery(all)
    live?.onDelivery(all)
  }
  const openDelivery: OpenFollower = (manifest) =>
    openDeliveryThread({ settings, run: manifest, sinks }, { onStatus: onDelivery, onNotice: tell })
  const begunMs = performance.now()
  let firstTick = 0
  let finished: FinishedRun
  try {
    await live?.open()
    const followers = [...(sinks.length === 0 ? [] : [openDelivery]), ...(live?.followers ?? [])]
    finished = await executeRun({
      inputs,
      clock: machineClock,
      signal: signals.signal,
      observer: {
        onTick(progress) {
          firstTick = progress.firstTick
          view.onTick(progress)
          live?.onTick(progress)
        },
        onWaiting: (delayMs) => view.onWaiting(delayMs),
        onClock: (clock) => live?.onClock(clock),
        onPace: (pace) => live?.onPace(pace),
        onNotice: tell,
      },
      ...(live !== null && settings.server && { commands: live.commands }),
      // Whoever follows is given a list of all meters, which a large batch alone does without.
      ...(followers.length > 0 && { openFollower: (manifest: RunManifest) => openAll(followers, manifest) }),
    })
  } finally {
    await live?.close()
    view.close()
    signals.release()
    for (const notice of notices) {
      log.warn(notice)
    }
  }
  const { simulation, summary } = finished
  const readings = (simulation.tick - firstTick) * inputs.fleet.size
  finish(summary, settings, paceOf(begunMs, readings))
  await simulation.close()
  return 0
}

/** What lives beside a live run is loaded for one only: it is most of the program. */
async function liveRun(options: LiveRunOptions): Promise<LiveRun> {
  const live = await import('./live-run.ts')
  return new live.LiveRun(options)
}

/** `--quiet` leaves warnings and errors, unless fewer were asked for. */
function logLevel({ quiet, logLevel: level }: Settings): Settings['logLevel'] {
  return quiet && LOG_LEVELS.indexOf(level) > LOG_LEVELS.indexOf('warn') && level !== 'silent' ? 'warn' : level
}

function chooseView(inputs: RunInputs, isBatch: boolean, log: Logger, isStopping: () => boolean): RunView {
  if (inputs.settings.quiet) {
    return silentView
  }
  if (isBatch) {
    return batchView(inputs, terminalSize(process.stderr).color)
  }
  return process.stdout.isTTY
    ? liveScreenView(inputs, terminalSize(process.stdout).color, isStopping)
    : logView(inputs, log)
}

/** Prints the summary and writes it where `--summary` asks. */
function finish(summary: RunSummary, settings: Settings, pace: RunPace): void {
  if (!settings.quiet) {
    print(renderSummary(summary, pace, terminalSize(process.stdout)))
  }
  if (settings.summaryFile !== null) {
    try {
      writeFileSync(settings.summaryFile, `${JSON.stringify(summary, null, 2)}\n`)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new RunError(
        `The summary could not be written to ${settings.summaryFile}: ${reason}. The journal is complete.`,
      )
    }
  }
}

function paceOf(begunMs: number, readings: number): RunPace {
  const wallSeconds = (performance.now() - begunMs) / 1000
  return { wallSeconds, readingsPerSecond: readings / wallSeconds }
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
