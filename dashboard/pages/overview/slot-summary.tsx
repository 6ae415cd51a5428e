/** @module What the last market slot came to. */

import type { VNode } from 'preact'
import { useNumbers } from '../../format/numbers.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
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
  const facts = [
    [t('energy.localPrice'), slot.price === null ? '–' : numbers.price(slot.price, market.currency), 'price'] as const,
    [t('energy.gridPrice'), numbers.price(slot.grid_purchase_rate, market.currency)] as const,
    [t('energy.feedIn'), numbers.price(slot.grid_feed_in_rate, market.currency)] as const,
    [t('slot.traded'), numbers.energy(slot.energy_traded)] as const,
    [t('slot.trades'), numbers.count(slot.trades)] as const,
    [t('slot.saving'), numbers.money(slot.saving, market.currency)] as const,
  ]
  return (
    <section class="slot">
      <h2>
        <a href={addressOf(['market'])}>
          {t('slot.title', { from: times.clock(slot.slot_start), to: times.clock(slot.timestamp) })}
        </a>
      </h2>
      <Facts facts={facts} />
    </section>
  )
}
