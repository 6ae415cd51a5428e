/** @module Values over time: units on the axis, zero in sight, gaps as gaps, names beside the lines, and a table twin. */

import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useTimes } from '../format/times.ts'
import { usePhrase } from '../language/language.ts'
import { useStore } from '../state/store.ts'
import { isDark } from '../state/theme.ts'
import { chartOptions, rootFontPx, type Shown } from './chart-options.ts'
import { ChartTable } from './chart-table.tsx'
import type { Series } from './series.ts'

export interface TimeChartProps {
  readonly title: string
  readonly unit: string
  /** Ends of the times the values are of [s since 1970 UTC], rising. */
  readonly times: readonly number[]
  readonly series: readonly Series[]
  /** What is shown, also where there is no value [s since 1970 UTC]; the data's own span unless given. */
  readonly span?: readonly [from: number, to: number]
  /** Marked by a line [s since 1970 UTC]. */
  readonly now?: number
  /** In heights of the page's text. */
  readonly lines?: number
  readonly withZero?: boolean
  /** Whether the lines go on to the right edge, so that their names stand beyond it. */
  readonly namesBeside?: boolean
  readonly digits?: number
}

export function TimeChart(props: TimeChartProps): VNode {
  const { title, unit, times, series, span, now, lines = 17, withZero = true, namesBeside = false, digits = 0 } = props
  const t = usePhrase()
  const format = useTimes()
  const dark = useStore(isDark, (value) => value)
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const { current: shown } = useRef<Shown>({ span, now, closer: null })
  shown.span = span
  shown.now = now
  const shape = JSON.stringify([title, unit, series.map(({ name, meaning, isDashed }) => [name, meaning, isDashed])])

  useEffect(() => {
    const element = place.current
    if (element === null) return
    const height = Math.round(lines * rootFontPx())
    const words = { now: t('chart.now') }
    const options = chartOptions({ element, format, unit, series, shown, height, withZero, namesBeside, digits, words })
    const made = new uPlot(options, dataOf(times, series), element)
    plot.current = made
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0 && element.clientWidth !== made.width)
        made.setSize({ width: element.clientWidth, height })
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.destroy()
      plot.current = null
    }
    // Made anew when it looks different; what it shows is put in below.
  }, [shape, format, dark, lines, withZero])

  useEffect(() => {
    plot.current?.setData(dataOf(times, series))
  }, [times, series, span?.[0], span?.[1], now])

  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} class="plot" aria-hidden="true" />
      <ChartTable title={title} unit={unit} times={times} series={series} digits={digits} />
    </figure>
  )
}

function dataOf(times: readonly number[], series: readonly Series[]): uPlot.AlignedData {
  return [[...times], ...series.map(({ values }) => [...values])]
}
