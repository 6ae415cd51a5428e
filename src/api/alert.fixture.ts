/** @module Alerts as they are recorded, for tests of whoever tells of them. */

import { type AlertRecord, alertRecord } from '../monitoring/alerts/alert-record.ts'

const START_MS = Date.parse('2025-03-10T00:00:00Z')

/** Meter `M1` was silent from a minute of the hour on; until another one where that is over. */
export function silence(minute: number, endMinute: number | null = null, subject = 'M1'): AlertRecord {
  const startMs = START_MS + minute * 60_000
  const alert = {
    rule: 'no_data',
    severity: 'warning',
    subject,
    startMs,
    message: `${subject}: no message for 5 minutes.`,
    value: 5,
    limit: 5,
    unit: 'min',
  } as const
  const endMs = endMinute === null ? null : START_MS + endMinute * 60_000
  return alertRecord({ alert, foundMs: endMs ?? startMs + 300_000, endMs }, START_MS)
}
