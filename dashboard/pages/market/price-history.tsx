/** @module Prices over time beside what the grid charges and pays, and the energy that changed hands. */

import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { MarketPrices } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { RangeChoice } from '../../charts/range-choice.tsx'
import type { Series } from '../../charts/series.ts'
import { TimeChart } from '../../charts/time-chart.tsx'
import { startOfDay, useTimes } from '../../format/times.ts'
import { usePhrase } from '../../language/language.ts'
import { Skeleton, Waiting } from '../../layout/waiting.tsx'
import { useDelivered } from '../../state/delivered.ts'
import { live } from '../../state/live.ts'
import { usePlace } from '../../state/place.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'

const DAY_MS = 86_400_000
/** So many days up to the end of that of the slot shown, in parts that are few enough to be seen. */
const RANGES = {
  day: { days: 1, resolution: 'slot' },
  week: { days: 7, resolution: 'slot' },
  month: { days: 30, resolution: '1h' },
  run: { days: null, resolution: '1d' },
} as const
type Range = keyof typeof RANGES
const NAMES: readonly Range[] = ['day', 'week', 'month', 'run']
const MOST = 1_000

export function PriceHistory(): VNode {
  const t = usePhrase()
  const { timeZone } = useTimes()
  const { query } = usePlace()
  const range = NAMES.find((name) => name === query.get('range')) ?? 'day'
  const { days, resolution } = RANGES[range]
  const delivered = useDelivered()
  const chosen = Date.parse(query.get('slot') ?? '')
  // The instant of midnight itself belongs to the day before: a slot ends then.
  const today = useStore(live, ({ campus, now }) =>
    campus === null || now === null ? null : startOfDay(Date.parse(now.time) - 1, timeZone),
  )
  const day = today === null || days === null || Number.isNaN(chosen) ? today : startOfDay(chosen - 1, timeZone)
  const to = day === null ? null : day + DAY_MS
  const from = to === null || days === null ? null : to - days * DAY_MS
  const prices = useResource<{ readonly items: readonly MarketPrices[] }>(
    to === null
      ? null
      : apiAddress('market/prices', {
          from: from === null ? undefined : new Date(from).toISOString(),
          to: new Date(to).toISOString(),
          resolution,
          limit: MOST,
        }),
    delivered,
  )
  return (
    <section class="section">
      <div class="controls">
        <RangeChoice names={NAMES} chosen={range} />
      </div>
      {to === null ? (
        <Skeleton lines={16} />
      ) : (
        <Waiting resource={prices} lines={16}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="notice">{t('today.none')}</p>
            ) : (
              <Charts prices={items} span={from === null ? undefined : [from / 1000, to / 1000]} />
            )
          }
        </Waiting>
      )}
    </section>
  )
}

interface ChartsProps {
  readonly prices: readonly MarketPrices[]
  readonly span: readonly [from: number, to: number] | undefined
}

function Charts({ prices, span }: ChartsProps): VNode {
  const t = usePhrase()
  const currency = useStore(live, (value) => value.campus?.currency ?? '')
  const now = useStore(live, (value) => (value.now === null ? undefined : Date.parse(value.now.time) / 1000))
  const lines = useMemo(
    () => ({
      times: prices.map(({ timestamp }) => Date.parse(timestamp) / 1000),
      begins: prices.map(({ slot_start }) => Date.parse(slot_start) / 1000),
      purchase: prices.map((entry) => entry.grid_purchase_rate),
      feedIn: prices.map((entry) => entry.grid_feed_in_rate),
      price: prices.map((entry) => entry.price),
      traded: prices.map((entry) => entry.energy_traded),
    }),
    [prices],
  )
  const line = (name: string, meaning: Series['meaning'], values: Series['values']): Series => ({
    name,
    meaning,
    values,
  })
  const common = { times: lines.times, begins: lines.begins, span, now, lines: 16, namesBeside: true }
  return (
    <div class="columns">
      <TimeChart
        {...common}
        title={t('market.prices')}
        unit={`${currency}/kWh`}
        digits={3}
        series={[
          line(t('energy.gridPrice'), 'import', lines.purchase),
          line(t('energy.localPrice'), 'price', lines.price),
          line(t('energy.feedIn'), 'export', lines.feedIn),
        ]}
      />
      <TimeChart
        {...common}
        title={t('market.volume')}
        unit="kWh"
        digits={1}
        series={[line(t('slot.traded'), 'price', lines.traded)]}
      />
    </div>
  )
}
