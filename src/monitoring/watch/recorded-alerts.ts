/**
 * @module What of that which was found is new: the journal is read again after a restart, and what is found in it again is
 * recorded already.
 */

import type { AlertChange, AlertRule } from '../alerts/alert.ts'
import { type AlertRecord, alertChange, alertRecord } from '../alerts/alert-record.ts'

export class RecordedAlerts {
  /** By rule and subject. */
  readonly #open = new Map<string, AlertRecord>()
  /** Of those raised since where the journal is read again from. */
  readonly #known = new Set<string>()

  get open(): readonly AlertRecord[] {
    return [...this.#open.values()]
  }

  /**
   * Takes over what is recorded.
   *
   * @param mayComeAgain - whether it can be found once more
   */
  take(record: AlertRecord, mayComeAgain: boolean): void {
    const key = keyOf(record)
    if (record.event === 'start') this.#open.set(key, record)
    else this.#open.delete(key)
    if (mayComeAgain) this.#known.add(record.alert_id)
  }

  /**
   * The record to be made of a change; null where there is one.
   *
   * @param recordedMs - now, by the clock on the wall [ms since 1970 UTC]
   */
  recordOf(change: AlertChange, recordedMs: number): AlertRecord | null {
    const record = alertRecord(change, recordedMs)
    const key = keyOf(record)
    const open = this.#open.get(key)
    if (record.event === 'start') {
      if (open !== undefined || this.#known.has(record.alert_id)) return null
      this.#open.set(key, record)
      return record
    }
    if (open === undefined) return null
    this.#open.delete(key)
    // It ends as it began, should it have been found a little differently.
    const { alert } = alertChange(open)
    const endMs = Math.max(alert.startMs, change.endMs ?? change.foundMs)
    return alertRecord({ alert, endMs, foundMs: Math.max(endMs, change.foundMs) }, recordedMs)
  }
}

function keyOf({ rule, subject }: { readonly rule: AlertRule; readonly subject: string }): string {
  return `${rule}:${subject}`
}
