/** @module The weather and the sun of a day: what a clear sky would have given, and what came of it. */

import type { VNode } from 'preact'
import type { Forecast, SunDay, WeatherSummary } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { usePhrase } from '../../language/language.ts'
import { DayPicker } from '../../layout/day-picker.tsx'
import { Skeleton, Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { useResource } from '../../state/resource.ts'
import { useShownDay } from '../../state/shown-day.ts'
import { useStore } from '../../state/store.ts'
import { SunPath } from './sun-path.tsx'
import { WeatherCharts } from './weather-charts.tsx'
import { WeatherNow } from './weather-now.tsx'

const RESOLUTION = '5m'
/** Asked anew when the campus's time has gone on by so much. */
const STEP_MS = 900_000

export function WeatherPage(): VNode {
  const day = useShownDay()
  const { date, today } = day
  const isToday = date !== null && date === today
  const sun = useResource<SunDay>(date === null ? null : apiAddress('weather/sun', { date, resolution: RESOLUTION }))
  return (
    <>
      <DayPicker {...day} />
      {isToday && <WeatherNow sun={sun.answer} />}
      {date === null ? (
        <Skeleton lines={24} />
      ) : (
        <Waiting resource={sun} lines={24}>
          {(shown) => <Day sun={shown} isToday={isToday} isFuture={today !== null && date > today} />}
        </Waiting>
      )}
    </>
  )
}

interface DayProps {
  readonly sun: SunDay
  readonly isToday: boolean
  readonly isFuture: boolean
}

function Day({ sun, isToday, isFuture }: DayProps): VNode {
  const t = usePhrase()
  const step = useStore(live, ({ now }) => (now === null ? 0 : Math.floor(Date.parse(now.time) / STEP_MS)))
  const history = useResource<{ readonly items: readonly WeatherSummary[] }>(
    isFuture ? null : apiAddress('weather/history', { from: sun.from, to: sun.to, resolution: RESOLUTION }),
    isToday ? step : 0,
  )
  const forecast = useResource<Forecast>(isToday ? apiAddress('forecast') : null, step)
  const nowMs = useStore(live, ({ now }) => (now === null || !isToday ? undefined : Date.parse(now.time)))
  const charts = (items: readonly WeatherSummary[]): VNode => (
    <WeatherCharts
      sun={sun}
      history={items}
      forecast={isToday ? forecast.answer : null}
      {...(nowMs !== undefined && { nowS: nowMs / 1000 })}
    />
  )
  return (
    <div class="columns charts section">
      <SunPath sun={sun} nowMs={nowMs} />
      {isFuture ? (
        <>
          <p class="notice all-columns">{t('weather.future')}</p>
          {charts([])}
        </>
      ) : (
        <Waiting resource={history} lines={24}>
          {({ items }) => (
            <>
              {charts(items)}
              {items.length === 0 && <p class="notice all-columns">{t('weather.none')}</p>}
            </>
          )}
        </Waiting>
      )}
    </div>
  )
}
