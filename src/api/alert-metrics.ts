/** @module Metrics of alerts: a series for each rule and severity that has occurred. */

import { Counter, Gauge, type Registry } from 'prom-client'
import { ALERT_RULES } from '../monitoring/alerts/alert.ts'
import { RULE_DEFINITIONS } from '../monitoring/alerts/alert-rules.ts'
import type { ToldAlerts } from './told-alerts.ts'

export function addAlertMetrics(registry: Registry, alerts: ToldAlerts): void {
  const shape = { labelNames: ['rule', 'severity'] as const, registers: [registry] }
  new Gauge({
    name: 'gridtokenx_alerts_open',
    help: 'Alerts that are open.',
    ...shape,
    collect() {
      this.reset()
      // Of a rule that never found anything it is 0, so that its absence can be told from its absence of alerts.
      for (const rule of ALERT_RULES) this.set({ rule, severity: RULE_DEFINITIONS[rule].severity }, 0)
      for (const { rule, severity } of alerts.open) this.inc({ rule, severity })
    },
  })
  new Counter({
    name: 'gridtokenx_alerts_raised_total',
    help: 'Alerts raised by this process.',
    ...shape,
    collect() {
      this.reset()
      for (const { rule, severity, raised } of alerts.counts) this.inc({ rule, severity }, raised)
    },
  })
  new Gauge({
    name: 'gridtokenx_alerts_judged_time_seconds',
    help: 'Simulated time up to which readings are judged.',
    registers: [registry],
    collect() {
      if (alerts.judgedMs === null) this.remove()
      else this.set(alerts.judgedMs / 1000)
    },
  })
}
