/** @module The day: what was generated and used so far, what is expected of its rest, and what a clear sky would give. */

import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Forecast, MarketSlot } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { TimeChart } from '../../charts/time-chart.tsx'
import { usePhrase } from '../../language/language.ts'
import { Skeleton, Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'
import type { Today } from '../../state/today.ts'
import { ForecastNote } from '../weather/forecast-note.tsx'
import { todayLines } from './today-lines.ts'

export function TodayChart({ today }: { readonly today: Today }): VNode {
  const { span, slots } = today
  const closed = useStore(live, (value) => value.slots)
  const forecast = useResource<Forecast>(span === null ? null : apiAddress('forecast'), closed)
  return (
    <section class="today">
      {span === null ? (
        <Skeleton lines={10} />
      ) : (
        <Waiting resource={slots} lines={10}>
          {({ items }) => <DayChart slots={items} span={span} forecast={forecast.answer} />}
        </Waiting>
      )}
    </section>
  )
}

interface DayChartProps {
  readonly slots: readonly MarketSlot[]
  readonly span: readonly [from: number, to: number]
  /** Null until it is told, or where it cannot be. */
  readonly forecast: Forecast | null
}

function DayChart({ slots, span, forecast }: DayChartProps): VNode {
  const t = usePhrase()
  const now = useStore(live, (value) => value.now)
  const [from, to] = span
  const lines = useMemo(() => todayLines(slots, forecast, from, to), [slots, forecast, from, to])
  // The line of the present moves; the curve waits for the slot.
  const nowS = now === null ? undefined : Date.parse(now.time) / 1000
  if (slots.length === 0 && forecast === null) return <p class="notice">{t('today.none')}</p>
  return (
    <>
      <TimeChart
        title={t('today.title')}
        unit="kW"
        times={lines.times}
        span={[from / 1000, to / 1000]}
        {...(nowS !== undefined && { now: nowS })}
        lines={20}
        series={[
          ...(forecast === null
            ? []
            : ([
                { name: t('forecast.clearSky'), meaning: 'generation', values: lines.clearSky, isDotted: true },
                {
                  name: t('forecast.generation'),
                  meaning: 'generation',
                  values: lines.expectedGeneration,
                  isStepped: true,
                  isDashed: true,
                  isUnnamed: true,
                },
                {
                  name: t('forecast.consumption'),
                  meaning: 'consumption',
                  values: lines.expectedConsumption,
                  isStepped: true,
                  isDashed: true,
                  isUnnamed: true,
                },
              ] as const)),
          { name: t('energy.generation'), meaning: 'generation', values: lines.generated, isStepped: true },
          { name: t('energy.consumption'), meaning: 'consumption', values: lines.consumed, isStepped: true },
          { name: t('energy.import'), meaning: 'import', values: lines.imported, isStepped: true },
        ]}
      />
      {forecast !== null && <ForecastNote forecast={forecast} />}
    </>
  )
}
