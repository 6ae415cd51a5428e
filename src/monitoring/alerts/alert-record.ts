/** @module A change of an alert as a record: one line of `alerts.jsonl`, and what stream, interface and webhook tell. */

import { choiceField, instantField, nullable, type RecordField, textField } from '../../json/record-fields.ts'
import { recordSchema } from '../../json/record-schema.ts'
import { utcText } from '../../time/utc-text.ts'
import {
  ALERT_RULES,
  ALERT_SEVERITIES,
  ALERT_SUBJECTS,
  type Alert,
  type AlertChange,
  type AlertRule,
  type AlertSeverity,
  type AlertSubjectType,
  alertId,
} from './alert.ts'
import { RULE_DEFINITIONS } from './alert-rules.ts'

export const ALERT_EVENTS = ['start', 'end'] as const

export interface AlertRecord {
  readonly timestamp: string
  readonly event: (typeof ALERT_EVENTS)[number]
  readonly alert_id: string
  readonly rule: AlertRule
  readonly severity: AlertSeverity
  readonly subject_type: AlertSubjectType
  readonly subject: string
  readonly start: string
  readonly end: string | null
  readonly message: string
  readonly value: number | null
  readonly limit: number | null
  readonly unit: string
  readonly action: string
  readonly recorded_at: string
}

type Name = keyof AlertRecord

function numberField(name: Name, description: string): RecordField<Name> {
  return { name, type: 'number', description }
}

export const ALERT_FIELDS: readonly RecordField<Name>[] = [
  instantField('timestamp', 'When it was found that the alert begins or ends, in the time of the campus.'),
  choiceField('event', ALERT_EVENTS, 'Whether the alert is raised or over.'),
  textField('alert_id', 'Of the alert: its rule, subject and start; both its records have the same.'),
  choiceField('rule', ALERT_RULES, 'The rule that found it.'),
  choiceField('severity', ALERT_SEVERITIES, 'How bad it is.'),
  choiceField('subject_type', ALERT_SUBJECTS, 'What it is about: a meter, a destination, or the campus as a whole.'),
  textField('subject', 'Which one: the id of the meter, the name of the destination, the name of the campus.'),
  instantField('start', 'Since when it is wrong; before the timestamp by what the rule waits to be sure.'),
  nullable(instantField('end', 'Since when it is right again; null while the alert is open.')),
  textField('message', 'What is wrong, in one sentence.'),
  nullable(numberField('value', 'What was measured when the alert was raised, in its unit.')),
  nullable(numberField('limit', 'What it was measured against, in the same unit.')),
  textField('unit', 'Of value and limit; empty without them.'),
  textField('action', 'What to do.'),
  instantField('recorded_at', 'When the record was made, by the clock on the wall.'),
]

export const ALERT_SCHEMA = recordSchema(
  'Alert record',
  'One thing that is wrong with one meter, destination or the campus: recorded when it is found, and when it is over.',
  ALERT_FIELDS,
)

/** @param recordedMs - now, by the clock on the wall [ms since 1970 UTC] */
export function alertRecord({ alert, foundMs, endMs }: AlertChange, recordedMs: number): AlertRecord {
  const { rule, severity, subject, startMs, message, value, limit, unit } = alert
  return {
    timestamp: utcText(foundMs),
    event: endMs === null ? 'start' : 'end',
    alert_id: alertId(alert),
    rule,
    severity,
    subject_type: RULE_DEFINITIONS[rule].subject,
    subject,
    start: utcText(startMs),
    end: endMs === null ? null : utcText(endMs),
    message,
    value,
    limit,
    unit,
    action: RULE_DEFINITIONS[rule].action,
    recorded_at: utcText(recordedMs),
  }
}

/** The change a record is of. */
export function alertChange(record: AlertRecord): AlertChange {
  const { rule, severity, subject, message, value, limit, unit } = record
  const alert: Alert = { rule, severity, subject, message, value, limit, unit, startMs: Date.parse(record.start) }
  return { alert, foundMs: Date.parse(record.timestamp), endMs: record.end === null ? null : Date.parse(record.end) }
}
