/** @module What a meter, or the campus, did over an hour, a day, a week or a month. */

import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import { apiAddress } from '../../api/request.ts'
import { RangeChoice } from '../../charts/range-choice.tsx'
import type { Series } from '../../charts/series.ts'
import { TimeChart } from '../../charts/time-chart.tsx'
import { usePhrase } from '../../language/language.ts'
import { Skeleton, Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { usePlace } from '../../state/place.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'
import { type Entry, linesOf } from './history-lines.ts'

const RANGES = {
  hour: { ms: 3_600_000, resolution: 'interval' },
  day: { ms: 86_400_000, resolution: '15m' },
  week: { ms: 7 * 86_400_000, resolution: '1h' },
  month: { ms: 30 * 86_400_000, resolution: '1h' },
} as const
type Range = keyof typeof RANGES
const RANGE_NAMES: readonly Range[] = ['hour', 'day', 'week', 'month']
const MOST = 1_000
/** Asked anew when the campus's time has gone on by so much of the range. */
const STEPS = 96

interface HistoryProps {
  /** Of the interface. */
  readonly path: string
  /** Of the file it can be had as. */
  readonly name: string
  readonly hasBattery: boolean
  /** Of the campus there are sums: neither readings nor what only one meter has. */
  readonly isCampus?: boolean
}

export function History({ path, name: fileName, hasBattery, isCampus = false }: HistoryProps): VNode {
  const t = usePhrase()
  const { query } = usePlace()
  const ranges = RANGE_NAMES.filter((name) => name !== 'hour' || !isCampus)
  const range = ranges.find((name) => name === query.get('range')) ?? 'day'
  const { ms, resolution } = RANGES[range]
  // In steps, so that a page at accelerated speed does not ask all the time.
  const stepMs = ms / STEPS
  const toMs = useStore(live, ({ now }) => (now === null ? null : Math.ceil(Date.parse(now.time) / stepMs) * stepMs))
  const question = {
    from: toMs === null ? undefined : new Date(toMs - ms).toISOString(),
    to: toMs === null ? undefined : new Date(toMs).toISOString(),
    resolution,
    limit: MOST,
  }
  const history = useResource<{ readonly items: readonly Entry[] }>(toMs === null ? null : apiAddress(path, question))
  return (
    <section class="section">
      <div class="controls">
        <RangeChoice names={ranges} chosen={range} />
        {toMs !== null && (
          <a href={apiAddress(path, { ...question, format: 'csv' })} download={`${fileName}-${range}.csv`}>
            {t('action.csv')}
          </a>
        )}
      </div>
      {toMs === null ? (
        <Skeleton lines={16} />
      ) : (
        <Waiting resource={history} lines={16}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="notice">{t('meter.noHistory')}</p>
            ) : (
              <Charts
                entries={items}
                span={[(toMs - ms) / 1000, toMs / 1000]}
                range={range}
                hasBattery={hasBattery}
                isCampus={isCampus}
              />
            )
          }
        </Waiting>
      )}
    </section>
  )
}

interface ChartsProps {
  readonly entries: readonly Entry[]
  readonly span: readonly [from: number, to: number]
  readonly range: Range
  readonly hasBattery: boolean
  readonly isCampus: boolean
}

function Charts({ entries, span, range, hasBattery, isCampus }: ChartsProps): VNode {
  const t = usePhrase()
  const currency = useStore(live, ({ campus }) => campus?.currency ?? '')
  const intervalS = useStore(live, ({ status }) => status?.interval_seconds ?? 1)
  const lines = useMemo(() => linesOf(entries, RANGES[range].resolution, intervalS), [entries, range, intervalS])
  const line = (name: string, meaning: Series['meaning'], values: Series['values']): Series => ({
    name,
    meaning,
    values,
    isStepped: range !== 'hour',
  })
  return (
    <div class="columns charts">
      <TimeChart
        title={t('meter.power')}
        unit="kW"
        times={lines.times}
        span={span}
        namesBeside
        digits={2}
        series={[
          line(t('energy.generation'), 'generation', lines.generation),
          line(t('energy.consumption'), 'consumption', lines.consumption),
          ...(hasBattery ? [line(t('energy.battery'), 'battery', lines.battery)] : []),
          line(t('energy.grid'), 'import', lines.grid),
        ]}
      />
      {hasBattery && !isCampus && (
        <TimeChart
          title={t('meter.charge')}
          unit="%"
          times={lines.times}
          span={span}
          namesBeside
          digits={1}
          series={[line(t('energy.battery'), 'battery', lines.charge)]}
        />
      )}
      {!isCampus && (
        <TimeChart
          title={t('meter.voltage')}
          unit="V"
          times={lines.times}
          span={span}
          namesBeside
          withZero={false}
          digits={1}
          series={[line(t('energy.voltage'), 'ink', lines.voltage)]}
        />
      )}
      {!isCampus && (
        <TimeChart
          title={t('meter.price')}
          unit={`${currency}/kWh`}
          times={lines.times}
          span={span}
          namesBeside
          digits={3}
          series={[
            line(t('meter.ask'), 'price', lines.ask),
            { ...line(t('meter.bid'), 'price', lines.bid), isDashed: true },
          ]}
        />
      )}
    </div>
  )
}
