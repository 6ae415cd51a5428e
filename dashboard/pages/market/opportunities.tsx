/** @module The best opportunities of a slot, and what their scores are made of. */

import type { VNode } from 'preact'
import type { Opportunity, ScoreParts } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Scroller } from '../../layout/scroller.tsx'
import { Waiting } from '../../layout/waiting.tsx'
import { useDelivered } from '../../state/delivered.ts'
import { addressOf } from '../../state/place.ts'
import { useResource } from '../../state/resource.ts'

const MOST = 10
/** What each part counts for, in fifteenths. */
const WEIGHTS = { spread: 5, energy: 4, distance: 3, strategy: 2, reliability: 1 } as const
const SUM_OF_WEIGHTS = 15
const PARTS = ['spread', 'energy', 'distance', 'strategy', 'reliability'] as const

interface Scores {
  readonly items: readonly { readonly opportunity: Opportunity; readonly parts: ScoreParts | null }[]
}

export function Opportunities({ slot }: { readonly slot: string }): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  const delivered = useDelivered()
  const scores = useResource<Scores>(apiAddress('market/opportunities/scores', { slot, limit: MOST }), delivered)
  const meter = (id: string): VNode => <a href={addressOf(['meters', id])}>{id}</a>
  return (
    <section class="section">
      <h2>{t('market.opportunities')}</h2>
      <Waiting resource={scores} lines={8}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="notice">{t('market.noOpportunities')}</p>
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
                    {PARTS.map((part) => (
                      <th key={part} scope="col" class="number">
                        {words('score', part)} ×{WEIGHTS[part]}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ opportunity: { rank, seller_id, buyer_id, energy, score }, parts }) => (
                    <tr key={rank}>
                      <td>{meter(seller_id)}</td>
                      <td>{meter(buyer_id)}</td>
                      <td class="number">{numbers.energy(energy)}</td>
                      <td class="number score">
                        {score.toFixed(2)}
                        {parts !== null && <ScoreBar parts={parts} />}
                      </td>
                      {PARTS.map((part) => (
                        <td key={part} class="number">
                          {parts?.[part].toFixed(2) ?? '–'}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroller>
          )
        }
      </Waiting>
      <p class="note">{t('market.scoreExplained')}</p>
    </section>
  )
}

/** Each part as long as it counts, in the order of the columns. */
function ScoreBar({ parts }: { readonly parts: ScoreParts }): VNode {
  return (
    <span class="score-bar" aria-hidden="true">
      {PARTS.map((part) => (
        <span key={part} style={{ width: `${((parts[part] * WEIGHTS[part]) / SUM_OF_WEIGHTS) * 100}%` }} />
      ))}
    </span>
  )
}
