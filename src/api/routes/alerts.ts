/** @module What is wrong, and what was. */

import * as z from 'zod'
import { ALERT_RULES, ALERT_SEVERITIES } from '../../monitoring/alerts/alert.ts'
import type { AlertRecord } from '../../monitoring/alerts/alert-record.ts'
import { utcText } from '../../time/utc-text.ts'
import { alertPage } from '../alert-page.ts'
import { pageOf, pageParameters } from '../page.ts'
import { alertSchema } from '../published-records.ts'
import { defineRoute } from '../route.ts'
import { instant } from '../schemas.ts'

const name = z.string().min(1).max(200)

const alertPageSchema = pageOf(alertSchema)
  .extend({
    open_alerts: z.int().describe('All that are open, whatever was asked for.'),
    judged_until: instant.nullable().describe('Readings up to here are judged, in the time of the campus.'),
  })
  .meta({ id: 'Alerts' })

export const alertsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/alerts',
  operationId: 'listAlerts',
  tag: 'Alerts',
  summary: 'What is wrong, and what was',
  description:
    'Open alerts, the last raised first, then those that are over, the last ended first, each as it was recorded last. ' +
    'A page can have fewer than `limit`, or none, though there is a `next`.',
  query: z.strictObject({
    open: z.enum(['true', 'false']).optional().describe('Only those that are open, or only those that are over.'),
    severity: z.enum(ALERT_SEVERITIES).optional(),
    rule: z.enum(ALERT_RULES).optional(),
    meter_id: name.optional().describe('Only those of this meter.'),
    subject: name.optional().describe('Only those of this meter, destination or campus.'),
    ...pageParameters,
  }),
  result: alertPageSchema,
  handle({ query }, { alerts, recorded }) {
    const { open, severity, rule, meter_id, subject, limit, after = null } = query
    const isWanted = (alert: AlertRecord): boolean =>
      (severity === undefined || alert.severity === severity) &&
      (rule === undefined || alert.rule === rule) &&
      (subject === undefined || alert.subject === subject) &&
      (meter_id === undefined || (alert.subject_type === 'meter' && alert.subject === meter_id))
    const question = { isWanted, open: open !== 'false', past: open !== 'true', limit, after }
    const past = (before: number | null, most: number) => recorded.pastAlerts(before, most, isWanted)
    const { items, next } = alertPage(alerts.open, past, question)
    return {
      items: items.map((alert) => ({ ...alert })),
      next,
      open_alerts: alerts.open.length,
      judged_until: alerts.judgedMs === null ? null : utcText(alerts.judgedMs),
    }
  },
})
