/** @module What the colours of the plan mean, from one end of the scale to the other. */

import type { VNode } from 'preact'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { live } from '../../state/live.ts'
import { useStore } from '../../state/store.ts'
import { GIVES, type Scale, TAKES } from './measures.ts'

export function PlanLegend({ scale }: { readonly scale: Scale }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const currency = useStore(live, ({ campus }) => campus?.currency ?? '')
  const [least, most] = {
    power: [
      `${GIVES} ${numbers.power(scale.most)} ${t('energy.export')}`,
      `${t('energy.import')} ${TAKES} ${numbers.power(scale.most)}`,
    ],
    battery: [t('campus.empty'), t('campus.full')],
    price: [
      `${t('energy.feedIn')} ${numbers.price(scale.least, currency)}`,
      `${numbers.price(scale.most, currency)} ${t('energy.gridPrice')}`,
    ],
  }[scale.measure]
  return (
    <div class="plan-legend">
      <div class={`ramp ramp-${scale.measure}`} />
      <p>
        <span>{least}</span>
        <span>{most}</span>
      </p>
      <p class="note">{t(`campus.explain.${scale.measure}`)}</p>
    </div>
  )
}
