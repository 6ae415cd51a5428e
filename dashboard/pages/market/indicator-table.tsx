/** @module Indicators of the market, day by day and of all of the run. */

import type { VNode } from 'preact'
import type { MarketIndicators } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useNumbers } from '../../format/numbers.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Scroller } from '../../layout/scroller.tsx'
import { Waiting } from '../../layout/waiting.tsx'
import { useDelivered } from '../../state/delivered.ts'
import { live } from '../../state/live.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'

const DAYS = 7
const DAY_MS = 86_400_000
const SHARES = ['self_sufficiency', 'self_consumption', 'local_share_of_tradable', 'efficiency'] as const

interface Indicators {
  readonly items: readonly MarketIndicators[]
}

export function IndicatorTable(): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const times = useTimes()
  const delivered = useDelivered()
  const currency = useStore(live, (value) => value.campus?.currency ?? '')
  // To the day: the address changes once a day.
  const since = useStore(live, ({ now }) =>
    now === null ? null : (Math.floor(Date.parse(now.time) / DAY_MS) - DAYS) * DAY_MS,
  )
  const from = since === null ? undefined : new Date(since).toISOString()
  const days = useResource<Indicators>(
    since === null ? null : apiAddress('market/indicators', { from, resolution: '1d' }),
    delivered,
  )
  const run = useResource<Indicators>(apiAddress('market/indicators', { resolution: 'run' }), delivered)
  const row = (name: string, period: MarketIndicators): VNode => (
    <Row key={name} name={name} period={period} currency={currency} />
  )
  return (
    <section class="section">
      <h2>{t('market.indicators')}</h2>
      <Waiting resource={run} lines={6}>
        {({ items }) => (
          <Scroller name={t('market.indicators')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('market.period')}</th>
                  {SHARES.map((name) => (
                    <th key={name} scope="col" class="number">
                      {words('indicator', name)}
                    </th>
                  ))}
                  <th scope="col" class="number">
                    {t('slot.traded')}
                  </th>
                  <th scope="col" class="number">
                    {t('indicator.welfare')}
                  </th>
                  <th scope="col" class="number">
                    {t('slot.saving')}
                  </th>
                  <th scope="col" class="number">
                    {t('indicator.gini')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((period) => row(t('range.run'), period))}
                {days.answer?.items.toReversed().map((day) => row(times.date(Date.parse(day.timestamp) - 1), day))}
              </tbody>
            </table>
          </Scroller>
        )}
      </Waiting>
      <p class="note">{t('indicator.explained')}</p>
    </section>
  )
}

interface RowProps {
  readonly name: string
  readonly period: MarketIndicators
  readonly currency: string
}

function Row({ name, period, currency }: RowProps): VNode {
  const numbers = useNumbers()
  return (
    <tr>
      <th scope="row">{name}</th>
      {SHARES.map((share) => {
        const value = period[share]
        return (
          <td key={share} class="number">
            {value === null ? '–' : numbers.share(value)}
          </td>
        )
      })}
      <td class="number">{numbers.energy(period.energy_traded)}</td>
      <td class="number">{numbers.money(period.welfare, currency)}</td>
      <td class="number">{numbers.money(period.saving, currency)}</td>
      <td class="number">{period.gini_of_savings?.toFixed(2) ?? '–'}</td>
    </tr>
  )
}
