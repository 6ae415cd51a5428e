/** @module What the last market slot came to. */

import type { VNode } from 'preact'
import { useNumbers } from '../../format/numbers.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase } from '../../language/language.ts'
import { live } from '../../state/live.ts'
import { addressOf } from '../../state/place.ts'
import { useStore } from '../../state/store.ts'

export function SlotSummary(): VNode | null {
  const t = usePhrase()
  const numbers = useNumbers()
  const times = useTimes()
  const market = useStore(live, (value) => value.market)
  const slot = market?.last_slot ?? null
  if (market === null || slot === null) return null
  const facts: readonly (readonly [name: string, value: string, meaning?: string])[] = [
    [t('energy.localPrice'), slot.price === null ? '–' : numbers.price(slot.price, market.currency), 'price'],
    [t('energy.gridPrice'), numbers.price(slot.grid_purchase_rate, market.currency)],
    [t('energy.feedIn'), numbers.price(slot.grid_feed_in_rate, market.currency)],
    [t('slot.traded'), numbers.energy(slot.energy_traded)],
    [t('slot.trades'), numbers.count(slot.trades)],
    [t('slot.saving'), numbers.money(slot.saving, market.currency)],
  ]
  return (
    <section class="slot">
      <h2>
        <a href={addressOf(['market'])}>
          {t('slot.title', { from: times.clock(slot.slot_start), to: times.clock(slot.timestamp) })}
        </a>
      </h2>
      <dl class="facts">
        {facts.map(([name, value, meaning]) => (
          <div key={name} class={meaning === undefined ? undefined : `of-${meaning}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
