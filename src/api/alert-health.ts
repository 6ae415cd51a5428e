/** @module What of the campus and the machine alerts say is not well. */

import type { AlertRule } from '../monitoring/alerts/alert.ts'
import type { AlertRecord } from '../monitoring/alerts/alert-record.ts'
import type { ComponentHealth } from './component-health.ts'

/** Destinations and the simulation itself tell of themselves. */
const COMPONENTS: readonly (readonly [component: string, rules: readonly AlertRule[]])[] = [
  ['data quality', ['no_data', 'suspect_data']],
  ['generation', ['generation_low']],
  ['batteries', ['battery_fault']],
  ['voltage', ['voltage_low', 'voltage_high']],
  ['prices', ['negative_spread', 'price_out_of_bounds']],
  ['disk', ['disk_low']],
  ['pace', ['late_ticks']],
]

/** Degraded while an alert that is more than information is open. */
export function alertHealths(open: readonly AlertRecord[]): ComponentHealth[] {
  return COMPONENTS.map(([component, rules]) => {
    const found = open.filter(({ rule, severity }) => rules.includes(rule) && severity !== 'info')
    const [first] = found
    if (first === undefined) return { component, status: 'ok', since: null, last_error: null, fix: null }
    const since = found.reduce((earliest, { start }) => (start < earliest ? start : earliest), first.start)
    const more = found.length === 1 ? '' : ` And ${found.length - 1} more.`
    return { component, status: 'degraded', since, last_error: `${first.message}${more}`, fix: first.action }
  })
}
