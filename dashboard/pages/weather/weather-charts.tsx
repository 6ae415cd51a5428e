/** @module A day's light, generation and temperature: what was measured beside what a clear sky would have given. */

import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Forecast, SunDay, WeatherSummary } from '../../api/api-types.ts'
import type { Series } from '../../charts/series.ts'
import { TimeChart } from '../../charts/time-chart.tsx'
import { usePhrase } from '../../language/language.ts'
import { forecastAt, withoutNight } from '../../state/forecast-lines.ts'
import { ForecastNote } from './forecast-note.tsx'

interface WeatherChartsProps {
  readonly sun: SunDay
  readonly history: readonly WeatherSummary[]
  readonly forecast: Forecast | null
  /** Where the day has its present [s since 1970 UTC]. */
  readonly nowS?: number
}

export function WeatherCharts({ sun, history, forecast, nowS }: WeatherChartsProps): VNode {
  const t = usePhrase()
  const lines = useMemo(() => linesOf(sun, history, forecast), [sun, history, forecast])
  const span = [Date.parse(sun.from) / 1000, Date.parse(sun.to) / 1000] as const
  const common = { times: lines.times, span, lines: 16, ...(nowS !== undefined && { now: nowS }) }
  const clear = (values: Series['values']): Series => ({
    name: t('weather.clearSky'),
    meaning: 'generation',
    values,
    isDotted: true,
  })
  const measured = (name: string, values: Series['values']): Series => ({ name, meaning: 'generation', values })
  return (
    <>
      <div>
        <TimeChart
          {...common}
          title={t('weather.generation')}
          unit="kW"
          series={[
            clear(lines.clearGeneration),
            { ...measured(t('weather.measured'), lines.generation), isStepped: true },
            ...(forecast === null
              ? []
              : [
                  {
                    name: t('weather.forecast'),
                    meaning: 'generation' as const,
                    values: lines.forecast,
                    isDashed: true,
                    isUnnamed: true,
                    isStepped: true,
                  },
                ]),
          ]}
        />
        {forecast !== null && <ForecastNote forecast={forecast} />}
      </div>
      <TimeChart
        {...common}
        title={t('weather.ground')}
        unit="W/m²"
        series={[clear(lines.clearGround), measured(t('weather.workedOut'), lines.ground)]}
      />
      {lines.clearPlanes.some((value) => value !== null) && (
        <TimeChart
          {...common}
          title={t('weather.planes')}
          unit="W/m²"
          series={[clear(lines.clearPlanes), measured(t('weather.measured'), lines.planes)]}
        />
      )}
      {history.length > 0 && (
        <TimeChart
          {...common}
          title={t('weather.temperatures')}
          unit="°C"
          withZero={false}
          digits={1}
          series={[
            { name: t('weather.cells'), meaning: 'generation', values: lines.cells },
            { name: t('weather.air'), meaning: 'ink', values: lines.air },
          ]}
        />
      )}
    </>
  )
}

/** Everything at the instants of the sun; what is not known there is a gap. */
function linesOf({ items, from }: SunDay, history: readonly WeatherSummary[], forecast: Forecast | null) {
  const measured = new Map(history.map((entry) => [Date.parse(entry.timestamp), entry]))
  const of = (field: 'generation_kw' | 'ghi' | 'poa' | 'temperature' | 'panel_temperature'): (number | null)[] =>
    items.map(({ timestamp }) => measured.get(Date.parse(timestamp))?.[field] ?? null)
  return {
    times: items.map(({ timestamp }) => Date.parse(timestamp) / 1000),
    clearGeneration: withoutNight(items.map((item) => item.generation_kw)),
    clearGround: withoutNight(items.map((item) => item.ghi)),
    clearPlanes: withoutNight(items.map((item) => item.poa)),
    generation: of('generation_kw'),
    ground: of('ghi'),
    planes: of('poa'),
    air: of('temperature'),
    cells: of('panel_temperature'),
    forecast: withoutNight(
      items.map(
        ({ timestamp }) => forecastAt(forecast, Date.parse(timestamp), Date.parse(from))?.generation_kw ?? null,
      ),
    ),
  }
}
