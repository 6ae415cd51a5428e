/** @module What an alert is: one thing that is wrong with one subject, from when it began until it was over. */

export const ALERT_RULES = [
  'no_data',
  'suspect_data',
  'voltage_low',
  'voltage_high',
  'generation_low',
  'battery_fault',
  'negative_spread',
  'price_out_of_bounds',
  'sink_failed',
  'sink_lagging',
  'disk_low',
  'late_ticks',
] as const
export type AlertRule = (typeof ALERT_RULES)[number]

export const ALERT_SEVERITIES = ['info', 'warning', 'critical'] as const
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number]

export const ALERT_SUBJECTS = ['meter', 'sink', 'campus'] as const
export type AlertSubjectType = (typeof ALERT_SUBJECTS)[number]

/** What a rule has found, at the moment it is sure. */
export interface Finding {
  /** One sentence for people. */
  readonly message: string
  /** What was measured and what it was measured against, both in `unit`; null where there is no number. */
  readonly value: number | null
  readonly limit: number | null
  readonly unit: string
  /** Where it is not that of the rule. */
  readonly severity?: AlertSeverity
}

export interface Alert extends Required<Finding> {
  readonly rule: AlertRule
  /** Meter, destination or campus, by name. */
  readonly subject: string
  /** When it began to be wrong [ms since 1970 UTC, of the campus]. */
  readonly startMs: number
}

/** An alert was raised, or is over. */
export interface AlertChange {
  readonly alert: Alert
  /** When that was found; later than it began by what the rule waits. */
  readonly foundMs: number
  /** When it was over; null when it is raised. */
  readonly endMs: number | null
}

/** The same wherever and whenever it is found. */
export function alertId({ rule, subject, startMs }: Alert): string {
  return `${rule}:${subject}:${new Date(startMs).toISOString()}`
}
