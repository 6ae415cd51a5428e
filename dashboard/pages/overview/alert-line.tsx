/** @module An open alert as one line of what is latest. */

import type { VNode } from 'preact'
import type { Alert } from '../../api/api-types.ts'
import { useTimes } from '../../format/times.ts'
import { addressOf } from '../../state/place.ts'
import { useAlertWords } from '../alerts/alert-words.ts'

export function AlertLine({ alert }: { readonly alert: Alert }): VNode {
  const times = useTimes()
  const say = useAlertWords()
  return (
    <li class={alert.severity === 'info' ? 'of-ink' : 'of-alarm'}>
      <time dateTime={alert.start}>{times.clock(alert.start)}</time>
      <a href={addressOf(['alerts'], { subject: alert.subject })}>{say(alert)}</a>
    </li>
  )
}
