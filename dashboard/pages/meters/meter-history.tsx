/** @module What a meter did over an hour, a day, a week or a month. */

import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Reading, ReadingSummary } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import type { Series } from '../../charts/series.ts'
import { TimeChart } from '../../charts/time-chart.tsx'
import { usePhrase } from '../../language/language.ts'
import { Skeleton, Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { refine, usePlace } from '../../state/place.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'

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

type Entry = Pick<Reading | ReadingSummary, 'timestamp'> & Readonly<Record<string, unknown>>

export function MeterHistory({ id, hasBattery }: { readonly id: string; readonly hasBattery: boolean }): VNode {
  const t = usePhrase()
  const { query } = usePlace()
  const range = RANGE_NAMES.find((name) => name === query.get('range')) ?? 'day'
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
  const path = `meters/${encodeURIComponent(id)}/readings`
  const history = useResource<{ readonly items: readonly Entry[] }>(toMs === null ? null : apiAddress(path, question))
  return (
    <section class="section">
      <div class="controls">
        <fieldset class="choices">
          <legend class="unseen">{t('meter.range')}</legend>
          {RANGE_NAMES.map((name) => (
            <button key={name} type="button" aria-pressed={name === range} onClick={() => refine({ range: name })}>
              {t(`range.${name}`)}
            </button>
          ))}
        </fieldset>
        {toMs !== null && (
          <a href={apiAddress(path, { ...question, format: 'csv' })} download={`${id}-${range}.csv`}>
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
              <Charts entries={items} span={[(toMs - ms) / 1000, toMs / 1000]} range={range} hasBattery={hasBattery} />
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
}

function Charts({ entries, span, range, hasBattery }: ChartsProps): VNode {
  const t = usePhrase()
  const intervalS = useStore(live, ({ status }) => status?.interval_seconds ?? 1)
  const lines = useMemo(() => linesOf(entries, range, intervalS), [entries, range, intervalS])
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
      {hasBattery && (
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
    </div>
  )
}

const LENGTHS_S: Readonly<Record<string, number>> = { '15m': 900, '1h': 3_600 }
const HOUR_S = 3_600

/** @param intervalS - length of a reading's interval */
function linesOf(entries: readonly Entry[], range: Range, intervalS: number) {
  const lengthS = LENGTHS_S[RANGES[range].resolution] ?? intervalS
  const lines = {
    times: [] as number[],
    generation: [] as (number | null)[],
    consumption: [] as (number | null)[],
    battery: [] as (number | null)[],
    grid: [] as (number | null)[],
    charge: [] as (number | null)[],
    voltage: [] as (number | null)[],
  }
  let before: number | null = null
  for (const entry of entries) {
    const time = Date.parse(entry.timestamp) / 1000
    const energy = (field: string): number => Number(entry[field])
    // The present quarter is not over: a mean is over what was measured.
    const measuredS = Number(entry.readings ?? 1) * intervalS
    const kw = (kwh: number): number => (kwh * HOUR_S) / measuredS
    if (before !== null && time - before > lengthS * 1.5) add(before + 1, () => null)
    add(time, (value) => value)
    before = time

    function add(at: number, shown: (value: number | null) => number | null): void {
      lines.times.push(at)
      lines.generation.push(shown(kw(energy('energy_generated'))))
      lines.consumption.push(shown(kw(energy('energy_consumed'))))
      lines.battery.push(shown(kw(energy('battery_charged') - energy('battery_discharged'))))
      lines.grid.push(shown(kw(energy('energy_imported') - energy('energy_exported'))))
      lines.charge.push(shown(entry.battery_level === null ? null : energy('battery_level')))
      lines.voltage.push(shown(energy('voltage')))
    }
  }
  return lines
}
