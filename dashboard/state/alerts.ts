/** @module The alerts that are open, kept up to date by the event stream. */

import type { Alert, Alerts } from '../api/api-types.ts'
import { apiAddress, ask } from '../api/request.ts'
import { Store } from './store.ts'

export interface OpenAlerts {
  /** The last raised first; null before they are known. */
  readonly open: readonly Alert[] | null
  /** All that are open, also those beyond what is listed. */
  readonly count: number
  /** Alerts seen to begin or end, so that lists of them are asked for again. */
  readonly changes: number
}

export const alerts = new Store<OpenAlerts>({ open: null, count: 0, changes: 0 })

const MOST_LISTED = 200

/** @param data - of an event `alert` */
export function takeAlert(data: string): void {
  const alert = JSON.parse(data) as Alert
  alerts.change(({ open, count, changes }) => {
    const others = (open ?? []).filter(({ alert_id }) => alert_id !== alert.alert_id)
    const isOpen = alert.event === 'start'
    return {
      open: isOpen ? [alert, ...others].slice(0, MOST_LISTED) : others,
      count: Math.max(0, count + (isOpen ? 1 : -1)),
      changes: changes + 1,
    }
  })
}

/** After a break, what the stream has not told; where it cannot be had now, what is known stays. */
export async function askForAlerts(): Promise<void> {
  const answer = await ask<Alerts>(apiAddress('alerts', { open: 'true', limit: MOST_LISTED })).catch(() => null)
  if (answer === null) return
  const { items, open_alerts: count } = answer
  alerts.change(({ changes }) => ({ open: items, count, changes: changes + 1 }))
}
