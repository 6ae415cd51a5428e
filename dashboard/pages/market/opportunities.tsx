/** @module The best opportunities of the last slot. */

import type { VNode } from 'preact'
import type { Opportunity } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { Scroller } from '../../layout/scroller.tsx'
import { Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { addressOf } from '../../state/place.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'

const MOST = 10

export function Opportunities(): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const slots = useStore(live, (value) => value.slots)
  const address = apiAddress('market/opportunities', { limit: MOST })
  const opportunities = useResource<{ readonly items: readonly Opportunity[] }>(address, slots)
  const meter = (id: string): VNode => <a href={addressOf(['meters', id])}>{id}</a>
  return (
    <section>
      <h2>{t('market.opportunities')}</h2>
      <Waiting resource={opportunities} lines={8}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="notice">{t('nothing')}</p>
          ) : (
            <Scroller name={t('market.opportunities')}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('trade.seller')}</th>
                    <th scope="col">{t('trade.buyer')}</th>
                    <th scope="col" class="number">
                      {t('trade.energy')}
                    </th>
                    <th scope="col" class="number">
                      {t('market.score')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ rank, seller_id, buyer_id, energy, score }) => (
                    <tr key={rank}>
                      <td>{meter(seller_id)}</td>
                      <td>{meter(buyer_id)}</td>
                      <td class="number">{numbers.energy(energy)}</td>
                      <td class="number">{score.toFixed(2)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroller>
          )
        }
      </Waiting>
    </section>
  )
}
