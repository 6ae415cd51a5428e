/** @module A chart of lines: units on the axes, gaps as gaps, names beside the lines, a table twin, and ways to take it along. */

import type { VNode } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { usePhrase } from '../language/language.ts'
import { useStore } from '../state/store.ts'
import { isDark } from '../state/theme.ts'
import type { ChartAxis } from './axis.ts'
import { chartOptions, rootFontPx } from './chart-options.ts'
import { ChartTable } from './chart-table.tsx'
import { ChartTools } from './chart-tools.tsx'
import { drawCloser } from './closer.ts'
import { type Drawn, drawnOf } from './drawn.ts'
import { type Mark, markText } from './marks.ts'
import type { Series } from './series.ts'
import type { Shown } from './shown.ts'
import { csvOf, fileName, pictureOf, save } from './take-along.ts'

export interface PlotProps {
  readonly title: string
  readonly unit: string
  readonly axis: ChartAxis
  /** Rising: what the values are of, or where that ends. */
  readonly places: readonly number[]
  /** Where each value begins to hold; it is at its place alone unless given. */
  readonly begins?: readonly number[] | undefined
  readonly series: readonly Series[]
  /** What is shown, also where there is no value; the data's own span unless given. */
  readonly span?: readonly [from: number, to: number] | undefined
  /** Marked by a line. */
  readonly now?: number | undefined
  readonly marks?: readonly Mark[]
  /** In heights of the page's text. */
  readonly lines?: number
  readonly withZero?: boolean
  /** Whether the lines go on to the right edge, so that their names stand beyond it. */
  readonly namesBeside?: boolean
  readonly digits?: number
}

export function Plot(props: PlotProps): VNode {
  const { title, unit, axis, places, begins, series, span, now, marks = [] } = props
  const { lines = 17, withZero = true, namesBeside = false, digits = 0 } = props
  const t = usePhrase()
  const dark = useStore(isDark, (value) => value)
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const [isCloser, setCloser] = useState(false)
  const { current: shown } = useRef<Shown>({
    span,
    now,
    marks,
    closer: null,
    places,
    begins,
    origins: [],
    onCloser: setCloser,
  })
  const drawn = useMemo(
    () =>
      drawnOf(
        places,
        begins,
        series.map(({ values }) => values),
      ),
    [places, begins, ...series.map(({ values }) => values)],
  )
  Object.assign(shown, { span, now, marks, places, begins, origins: drawn.origins })
  const look = series.map(({ name, meaning, isDashed, isStepped }) => [name, meaning, isDashed, isStepped])
  const shape = JSON.stringify([title, unit, axis.key, look, lines, withZero, namesBeside, digits])

  useEffect(() => {
    const element = place.current
    if (element === null) return
    const height = Math.round(lines * rootFontPx())
    const words = { now: t('chart.now') }
    const options = chartOptions({ element, axis, unit, series, shown, height, withZero, namesBeside, digits, words })
    const made = new uPlot(options, dataOf(drawn), element)
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
  }, [shape, dark])

  useEffect(() => {
    plot.current?.setData(dataOf(drawn))
  }, [drawn, span?.[0], span?.[1], now, JSON.stringify(marks)])

  const png = async (): Promise<void> => {
    const picture = plot.current === null ? null : await pictureOf(plot.current, title, marks.map(markText))
    if (picture !== null) save(picture, fileName(title, 'png'))
  }
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} class="plot" aria-hidden="true" />
      {marks.map((mark) => (
        <p key={mark.text} class="note">
          {markText(mark)}
        </p>
      ))}
      <div class="chart-foot">
        <ChartTable title={title} axis={axis} unit={unit} places={places} series={series} digits={digits} />
        <ChartTools
          title={title}
          isCloser={isCloser}
          onWhole={() => plot.current !== null && drawCloser(plot.current, null)}
          onPng={() => void png()}
          onCsv={() => save(csvOf({ axis, unit, places, series }), fileName(title, 'csv'))}
        />
      </div>
    </figure>
  )
}

function dataOf({ places, columns }: Drawn): uPlot.AlignedData {
  return [places, ...columns]
}
