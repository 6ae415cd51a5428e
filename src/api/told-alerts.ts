/** @module What is known of alerts, as it was told last: those that are open, and how many there were. */

import type { AlertRule, AlertSeverity } from '../monitoring/alerts/alert.ts'
import type { AlertRecord } from '../monitoring/alerts/alert-record.ts'

/** Alerts of one rule and severity. */
export interface AlertCount {
  readonly rule: AlertRule
  readonly severity: AlertSeverity
  /** Raised in this process. */
  readonly raised: number
}

export class ToldAlerts {
  /** The readings are judged up to here [ms since 1970 UTC]; null before the first. */
  judgedMs: number | null = null
  /** By id, in the order in which they were raised. */
  readonly #open = new Map<string, AlertRecord>()
  readonly #raised = new Map<string, AlertCount>()

  get open(): readonly AlertRecord[] {
    return [...this.#open.values()]
  }

  get counts(): readonly AlertCount[] {
    return [...this.#raised.values()]
  }

  /** @param areNew - false for those an earlier process has left open */
  take(records: readonly AlertRecord[], areNew: boolean): void {
    for (const record of records) {
      const { event, alert_id, rule, severity } = record
      if (event === 'end') {
        this.#open.delete(alert_id)
        continue
      }
      this.#open.set(alert_id, record)
      const key = `${rule} ${severity}`
      const before = this.#raised.get(key)?.raised ?? 0
      this.#raised.set(key, { rule, severity, raised: before + (areNew ? 1 : 0) })
    }
  }
}
