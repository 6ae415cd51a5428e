/** @module Trades, one a row. */

import type { VNode } from 'preact'
import type { Trade } from '../../api/api-types.ts'
import { useNumbers } from '../../format/numbers.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase } from '../../language/language.ts'
import { Scroller } from '../../layout/scroller.tsx'
import { live } from '../../state/live.ts'
import { addressOf } from '../../state/place.ts'
import { useStore } from '../../state/store.ts'

export function TradeTable({ name, trades }: { readonly name: string; readonly trades: readonly Trade[] }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const times = useTimes()
  const currency = useStore(live, (value) => value.campus?.currency ?? '')
  const meter = (id: string): VNode => <a href={addressOf(['meters', id])}>{id}</a>
  return (
    <Scroller name={name}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('trade.time')}</th>
            <th scope="col">{t('trade.seller')}</th>
            <th scope="col">{t('trade.buyer')}</th>
            <th scope="col" class="number">
              {t('trade.energy')}
            </th>
            <th scope="col" class="number">
              {t('trade.price')} [{currency}/kWh]
            </th>
          </tr>
        </thead>
        <tbody>
          {trades.map(({ trade_id, timestamp, seller_id, buyer_id, energy, price }) => (
            <tr key={trade_id}>
              <td>{times.moment(timestamp)}</td>
              <td>{meter(seller_id)}</td>
              <td>{meter(buyer_id)}</td>
              <td class="number">{numbers.energy(energy)}</td>
              <td class="number">{price.toFixed(3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
