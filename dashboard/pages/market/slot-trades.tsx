/** @module The trades of a slot. */

import type { VNode } from 'preact'
import type { MarketSlot, Trade } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { Waiting } from '../../layout/waiting.tsx'
import { useDelivered } from '../../state/delivered.ts'
import { useResource } from '../../state/resource.ts'
import { TradeTable } from './trade-table.tsx'

const MOST_TRADES = 200

export function SlotTrades({ slot }: { readonly slot: MarketSlot }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const delivered = useDelivered()
  const { slot_start: from, timestamp: to } = slot
  const trades = useResource<{ readonly items: readonly Trade[] }>(
    apiAddress('market/trades', { from, to, order: 'oldest', limit: MOST_TRADES }),
    delivered,
  )
  return (
    <section class="section">
      <h2>{t('market.trades')}</h2>
      <Waiting resource={trades} lines={12}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="notice">{t('market.noTrades')}</p>
          ) : (
            <TradeTable name={t('market.trades')} trades={items} />
          )
        }
      </Waiting>
      {slot.trades > MOST_TRADES && (
        <p class="note">
          {t('market.firstOf', { shown: numbers.count(MOST_TRADES), all: numbers.count(slot.trades) })}
        </p>
      )}
    </section>
  )
}
