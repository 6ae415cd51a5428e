/** @module The market: what prices did today, what was traded, and what could be. */

import type { VNode } from 'preact'
import type { Trade } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { usePhrase } from '../../language/language.ts'
import { Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'
import { SlotSummary } from '../overview/slot-summary.tsx'
import { MarketDay } from './market-day.tsx'
import { Opportunities } from './opportunities.tsx'
import { TradeTable } from './trade-table.tsx'

const MOST_TRADES = 100

export function MarketPage(): VNode {
  const t = usePhrase()
  const hasNone = useStore(live, (value) => value.campus?.market === 'none')
  if (hasNone) return <p class="notice">{t('market.none')}</p>
  return (
    <>
      <MarketDay />
      <div class="columns section">
        <SlotSummary />
        <Opportunities />
        <Trades />
      </div>
    </>
  )
}

function Trades(): VNode {
  const t = usePhrase()
  const slots = useStore(live, (value) => value.slots)
  const trades = useResource<{ readonly items: readonly Trade[] }>(
    apiAddress('market/trades', { limit: MOST_TRADES }),
    slots,
  )
  return (
    <section class="all-columns">
      <h2>{t('market.trades')}</h2>
      <Waiting resource={trades} lines={12}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="notice">{t('nothing')}</p>
          ) : (
            <TradeTable name={t('market.trades')} trades={items} />
          )
        }
      </Waiting>
    </section>
  )
}
