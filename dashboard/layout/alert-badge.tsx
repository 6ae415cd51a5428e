/** @module How many alerts are open, at the head of every page; nothing while there is none. */

import type { VNode } from 'preact'
import { useNumbers } from '../format/numbers.ts'
import { usePhrase } from '../language/language.ts'
import { alerts } from '../state/alerts.ts'
import { addressOf } from '../state/place.ts'
import { useStore } from '../state/store.ts'

export function AlertBadge(): VNode | null {
  const t = usePhrase()
  const numbers = useNumbers()
  const count = useStore(alerts, (value) => value.count)
  if (count === 0) return null
  return (
    <a class="alert-badge" href={addressOf(['alerts'], { show: 'open' })}>
      {t(count === 1 ? 'alerts.badgeOne' : 'alerts.badge', { n: numbers.count(count) })}
    </a>
  )
}
