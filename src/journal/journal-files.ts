/** @module Which files belong to a run: the journal's segments and their siblings beside OUTPUT_FILE. */

import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ACTION_STREAM, ALERT_STREAM, COMMAND_STREAM, JOURNAL_STREAMS, streamPath } from './journal-streams.ts'

const EXTENSION = '.jsonl'
const SEGMENT_NAME = /^\.(?<date>\d{4}-\d{2}-\d{2})(?:\.(?<part>\d+))?\.jsonl(?<gz>\.gz)?$/

/** Paths beside the active segment. */
export interface JournalFiles {
  /** The active segment: OUTPUT_FILE itself. */
  readonly active: string
  readonly folder: string
  readonly checkpoint: string
  /** What run the journal is of. */
  readonly manifest: string
  /** What the meters remember as clients of a utility server. */
  readonly clients: string
  /** What who watches for alerts remembers. */
  readonly alerts: string
  readonly lock: string
}

/** A segment of a past local day. */
export interface ClosedSegment {
  readonly path: string
  /** Local date, `2026-11-23`. */
  readonly date: string
  /** 1, or more when a date had to be closed more than once. */
  readonly part: number
  readonly compressed: boolean
}

function stem(outputFile: string): string {
  return basename(outputFile, EXTENSION)
}

/** The files of the run that writes `outputFile`; `meter_readings.jsonl` has `meter_readings.checkpoint` and so on. */
export function journalFiles(outputFile: string): JournalFiles {
  const folder = dirname(outputFile)
  const base = join(folder, stem(outputFile))
  return {
    active: outputFile,
    folder,
    checkpoint: `${base}.checkpoint`,
    manifest: `${base}.run.json`,
    clients: `${base}.clients.json`,
    alerts: `${base}.alerts.json`,
    lock: `${base}.lock`,
  }
}

/**
 * The files a checkpoint can be in, newest first: in place, written but not yet in place when the power went, and the
 * generation before.
 */
export function checkpointGenerations(checkpoint: string): [current: string, written: string, previous: string] {
  return [checkpoint, `${checkpoint}.tmp`, `${checkpoint}.1`]
}

/** Path of a closed segment, not compressed. */
export function closedSegmentPath(outputFile: string, date: string, part = 1): string {
  const suffix = part === 1 ? '' : `.${part}`
  return join(dirname(outputFile), `${stem(outputFile)}.${date}${suffix}${EXTENSION}`)
}

/** The closed segments that exist, oldest first; a compressed one after its original where both exist. */
export function closedSegments(outputFile: string): ClosedSegment[] {
  const folder = dirname(outputFile)
  const prefix = stem(outputFile)
  if (!existsSync(folder)) return []
  const segments: ClosedSegment[] = []
  for (const name of readdirSync(folder)) {
    const groups = name.startsWith(prefix) ? SEGMENT_NAME.exec(name.slice(prefix.length))?.groups : undefined
    if (groups === undefined) continue
    const { date, part, gz } = groups
    segments.push({ path: join(folder, name), date, part: Number(part ?? 1), compressed: gz !== undefined })
  }
  return segments.sort(
    (a, b) => a.date.localeCompare(b.date) || a.part - b.part || Number(a.compressed) - Number(b.compressed),
  )
}

/** The files an earlier run left behind: segments, checkpoints, manifest and streams, but not the lock. */
export function existingRunFiles(outputFile: string): string[] {
  const { active, checkpoint, manifest, clients, alerts } = journalFiles(outputFile)
  const closed = closedSegments(outputFile).map((segment) => segment.path)
  const streams = ([...JOURNAL_STREAMS, COMMAND_STREAM, ACTION_STREAM, ALERT_STREAM] as const).map((stream) =>
    streamPath(outputFile, stream),
  )
  const beside = [manifest, clients, alerts]
  return [active, ...checkpointGenerations(checkpoint), ...beside, ...closed, ...streams].filter((path) =>
    existsSync(path),
  )
}

/**
 * Deletes what an earlier run left behind, for a fresh start.
 *
 * Checkpoints go first: if this is interrupted, no checkpoint is left that the journal does not reach.
 */
export function discardRun(outputFile: string): void {
  const { active } = journalFiles(outputFile)
  const files = existingRunFiles(outputFile).filter((path) => path !== active)
  for (const path of files) rmSync(path, { force: true })
  rmSync(active, { force: true })
}
