/** @module What a log says of alerts: a line for each, and a number where very many come at once. */

import type { AlertRecord } from '../alerts/alert-record.ts'

/** Lines at once. */
const MOST_LINES = 20

export function alertNotices(records: readonly AlertRecord[]): readonly string[] {
  const lines = records.slice(0, MOST_LINES).map(noticeOf)
  const more = records.length - lines.length
  return more === 0 ? lines : [...lines, `${more} more alerts began or ended; they are in alerts.jsonl.`]
}

function noticeOf({ event, severity, rule, message, start, end, subject }: AlertRecord): string {
  return event === 'start'
    ? `Alert (${severity}, ${rule}): ${message}`
    : `Alert over (${rule}): ${subject}, from ${start} to ${end}`
}
