/** @module Metrics of alerts: a series for each rule and severity. */

import { ALERT_RULES } from '../../monitoring/alerts/alert.ts'
import { RULE_DEFINITIONS } from '../../monitoring/alerts/alert-rules.ts'
import type { MetricsSource } from './metrics-source.ts'
import type { ToldMetrics } from './told-metrics.ts'

const LABELS = ['rule', 'severity']

export function addAlertMetrics(metrics: ToldMetrics, { alerts }: Pick<MetricsSource, 'alerts'>): void {
  metrics.gauges('gridtokenx_alerts_open', 'Alerts that are open.', LABELS, () =>
    // Of a rule that never found anything it is 0, so that its absence can be told from its absence of alerts.
    ALERT_RULES.flatMap((rule) => {
      const usual = RULE_DEFINITIONS[rule].severity
      const found = alerts.open.filter((alert) => alert.rule === rule)
      const severities = new Set([usual, ...found.map(({ severity }) => severity)])
      return [...severities].map(
        (severity) => [{ rule, severity }, found.filter((alert) => alert.severity === severity).length] as const,
      )
    }),
  )
  metrics.counters('gridtokenx_alerts_raised_total', 'Alerts raised by this process.', LABELS, () =>
    alerts.counts.map(({ rule, severity, raised }) => [{ rule, severity }, raised] as const),
  )
  metrics.gauge(
    'gridtokenx_alerts_judged_time_seconds',
    'Simulated time up to which readings are judged.',
    () => alerts.judgedMs && alerts.judgedMs / 1000,
  )
}
