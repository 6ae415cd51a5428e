/** @module The latest trades of a meter. */

import type { VNode } from 'preact'
import type { Trade } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { usePhrase } from '../../language/language.ts'
import { Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'
import { TradeTable } from '../market/trade-table.tsx'

const MOST = 12

export function MeterTrades({ id }: { readonly id: string }): VNode {
  const t = usePhrase()
  const slots = useStore(live, (value) => value.slots)
  const address = apiAddress('market/trades', { meter_id: id, limit: MOST })
  const trades = useResource<{ readonly items: readonly Trade[] }>(address, slots)
  return (
    <section class="section">
      <h2>{t('meter.trades')}</h2>
      <Waiting resource={trades} lines={8}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="notice">{t('nothing')}</p>
          ) : (
            <TradeTable name={t('meter.trades')} trades={items} />
          )
        }
      </Waiting>
    </section>
  )
}
