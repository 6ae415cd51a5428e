/** @module What open alerts say of the parts of the campus that are looked at nowhere else. */

import type { AlertRule } from '../../monitoring/alerts/alert.ts'
import type { AlertRecord } from '../../monitoring/alerts/alert-record.ts'
import { type Judgement, well } from './judgement.ts'

const COMPONENTS: readonly (readonly [component: string, rules: readonly AlertRule[]])[] = [
  ['meters', ['no_data', 'suspect_data', 'generation_low']],
  ['batteries', ['battery_fault']],
  ['voltage', ['voltage_low', 'voltage_high']],
  ['prices', ['negative_spread', 'price_out_of_bounds']],
]

/** Degraded while an alert that is more than information is open. */
export function judgeAlerts(open: readonly AlertRecord[]): Judgement[] {
  return COMPONENTS.map(([component, rules]) => {
    const found = open.filter(({ rule, severity }) => rules.includes(rule) && severity !== 'info')
    const [first] = found
    if (first === undefined) return well(component)
    const more = found.length === 1 ? '' : ` And ${found.length - 1} more.`
    return { component, status: 'degraded', error: `${first.message}${more}`, fix: first.action }
  })
}
