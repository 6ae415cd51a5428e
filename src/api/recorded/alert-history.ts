/** @module Alerts that are over, from `alerts.jsonl`, the last first: however long it is, a page reads no more than a part. */

import { closeSync, fstatSync, openSync } from 'node:fs'
import { linesBackward } from '../../journal/backward-lines.ts'
import { ALERT_STREAM, streamPath } from '../../journal/journal-streams.ts'
import { errorCode } from '../../journal/write-failure.ts'
import type { AlertRecord } from '../../monitoring/alerts/alert-record.ts'
import { parseAlertLine } from '../../monitoring/watch/alert-journal.ts'

/** What is looked through for one page [bytes]. */
const MOST_BYTES = 8 * 1024 * 1024

export interface AlertHistory {
  readonly items: readonly AlertRecord[]
  /** Offset of the line from which on everything was told; null when there is nothing before it. */
  readonly before: number | null
}

/**
 * Alerts that ended, as they were recorded then.
 *
 * @param before - offset of a line; only what was recorded before it is told
 * @returns perhaps fewer than `limit`, or none, though there are more
 */
export function pastAlerts(
  outputFile: string,
  before: number | null,
  limit: number,
  isWanted: (alert: AlertRecord) => boolean,
): AlertHistory {
  const fd = openIfPresent(streamPath(outputFile, ALERT_STREAM))
  if (fd === null) return { items: [], before: null }
  try {
    const { size } = fstatSync(fd)
    const length = before !== null && Number.isSafeInteger(before) ? Math.max(0, Math.min(size, before)) : size
    const items: AlertRecord[] = []
    for (const { start, text } of linesBackward(fd, length)) {
      const record = text === null ? null : parseAlertLine(text)
      if (record?.event === 'end' && isWanted(record)) items.push(record)
      if (start > 0 && (items.length === limit || length - start >= MOST_BYTES)) return { items, before: start }
    }
    return { items, before: null }
  } finally {
    closeSync(fd)
  }
}

function openIfPresent(path: string): number | null {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
