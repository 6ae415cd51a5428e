/** @module How full the batteries were over a day, a week or a month, and what they took and gave. */

import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { BatterySummary } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { RangeChoice } from '../../charts/range-choice.tsx'
import { TimeChart } from '../../charts/time-chart.tsx'
import { usePhrase } from '../../language/language.ts'
import { Skeleton, Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { usePlace } from '../../state/place.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'

const DAY_MS = 86_400_000
const QUARTER_S = 900
const HOUR_S = 3_600
const RANGES = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS } as const
type Range = keyof typeof RANGES
const RANGE_NAMES: readonly Range[] = ['day', 'week', 'month']
/** Asked anew when the campus's time has gone on by so much of the range. */
const STEPS = 96
/** With more of them a day is told by the hour, which the database has summed up already. */
const MOST_BY_QUARTERS = 100

export function BatteryHistory({ batteries }: { readonly batteries: number }): VNode {
  const t = usePhrase()
  const { query } = usePlace()
  const range = RANGE_NAMES.find((name) => name === query.get('range')) ?? 'day'
  const ms = RANGES[range]
  const stepMs = ms / STEPS
  const isQuarters = range === 'day' && batteries <= MOST_BY_QUARTERS
  const toMs = useStore(live, ({ now }) => (now === null ? null : Math.ceil(Date.parse(now.time) / stepMs) * stepMs))
  const address =
    toMs === null
      ? null
      : apiAddress('batteries/history', {
          from: new Date(toMs - ms).toISOString(),
          to: new Date(toMs).toISOString(),
          resolution: isQuarters ? '15m' : '1h',
        })
  const history = useResource<{ readonly items: readonly BatterySummary[] }>(address)
  return (
    <section class="section">
      <div class="controls">
        <RangeChoice names={RANGE_NAMES} chosen={range} />
      </div>
      {toMs === null ? (
        <Skeleton lines={16} />
      ) : (
        <Waiting resource={history} lines={16}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="notice">{t('batteries.noHistory')}</p>
            ) : (
              <Charts
                items={items}
                span={[(toMs - ms) / 1000, toMs / 1000]}
                lengthS={isQuarters ? QUARTER_S : HOUR_S}
              />
            )
          }
        </Waiting>
      )}
    </section>
  )
}

interface ChartsProps {
  readonly items: readonly BatterySummary[]
  readonly span: readonly [from: number, to: number]
  /** Of the time a value is of. */
  readonly lengthS: number
}

function Charts({ items, span, lengthS }: ChartsProps): VNode {
  const t = usePhrase()
  const lines = useMemo(() => linesOf(items, lengthS), [items, lengthS])
  const common = { times: lines.times, span, lines: 15, namesBeside: true }
  return (
    <div class="columns charts">
      <TimeChart
        {...common}
        title={t('batteries.chargeTitle')}
        unit="%"
        digits={1}
        series={[{ name: t('batteries.charge'), meaning: 'battery', values: lines.charge }]}
      />
      <TimeChart
        {...common}
        title={t('batteries.powerTitle')}
        unit="kW"
        digits={1}
        series={[
          { name: t('batteries.charging'), meaning: 'battery', values: lines.charging, isStepped: true },
          {
            name: t('batteries.discharging'),
            meaning: 'battery',
            values: lines.discharging,
            isStepped: true,
            isDashed: true,
          },
        ]}
      />
    </div>
  )
}

function linesOf(items: readonly BatterySummary[], lengthS: number) {
  const lines = {
    times: [] as number[],
    charge: [] as (number | null)[],
    charging: [] as (number | null)[],
    discharging: [] as (number | null)[],
  }
  let before: number | null = null
  for (const { timestamp, state_of_charge, charging_kw, discharging_kw } of items) {
    const time = Date.parse(timestamp) / 1000
    if (before !== null && time - before > lengthS * 1.5) add(before + 1, null, null, null)
    add(time, state_of_charge, charging_kw, -discharging_kw)
    before = time
  }
  return lines

  function add(time: number, charge: number | null, charging: number | null, discharging: number | null): void {
    lines.times.push(time)
    lines.charge.push(charge)
    lines.charging.push(charging)
    lines.discharging.push(discharging)
  }
}
