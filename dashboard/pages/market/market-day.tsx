/** @module The prices of the day, and the energy that changed hands, slot by slot. */

import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { MarketSlot } from '../../api/api-types.ts'
import type { Series } from '../../charts/series.ts'
import { TimeChart } from '../../charts/time-chart.tsx'
import { usePhrase } from '../../language/language.ts'
import { Skeleton, Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { useStore } from '../../state/store.ts'
import { useToday } from '../../state/today.ts'

export function MarketDay(): VNode {
  const t = usePhrase()
  const { span, slots } = useToday()
  if (span === null) return <Skeleton lines={16} />
  return (
    <Waiting resource={slots} lines={16}>
      {({ items }) =>
        items.length === 0 ? (
          <p class="notice">{t('today.none')}</p>
        ) : (
          <Charts slots={items} span={[span[0] / 1000, span[1] / 1000]} />
        )
      }
    </Waiting>
  )
}

function Charts({ slots, span }: { readonly slots: readonly MarketSlot[]; readonly span: readonly [number, number] }) {
  const t = usePhrase()
  const currency = useStore(live, (value) => value.campus?.currency ?? '')
  const now = useStore(live, (value) => (value.now === null ? undefined : Date.parse(value.now.time) / 1000))
  const lines = useMemo(() => linesOf(slots), [slots])
  const line = (name: string, meaning: Series['meaning'], values: Series['values']): Series => ({
    name,
    meaning,
    values,
    isStepped: true,
  })
  const common = { times: lines.times, span, lines: 16, ...(now !== undefined && { now }) }
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

function linesOf(slots: readonly MarketSlot[]) {
  // A step goes back to the point before: the first slot needs its begin.
  const [first] = slots
  const times = slots.map(({ timestamp }) => Date.parse(timestamp) / 1000)
  const withBegin = <Value,>(values: readonly Value[]): readonly Value[] => [...values.slice(0, 1), ...values]
  return {
    times: first === undefined ? times : [Date.parse(first.slot_start) / 1000, ...times],
    purchase: withBegin(slots.map((slot) => slot.grid_purchase_rate)),
    feedIn: withBegin(slots.map((slot) => slot.grid_feed_in_rate)),
    price: withBegin(slots.map((slot) => slot.price)),
    traded: withBegin(slots.map((slot) => slot.energy_traded)),
  }
}
