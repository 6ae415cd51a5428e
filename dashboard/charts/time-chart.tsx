/** @module Values over time at the campus. */

import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import { useTimes } from '../format/times.ts'
import { usePhrase } from '../language/language.ts'
import { timeAxis } from './axis.ts'
import { Plot, type PlotProps } from './plot.tsx'

export interface TimeChartProps extends Omit<PlotProps, 'axis' | 'places'> {
  /** Ends of the times the values are of [s since 1970 UTC], rising. */
  readonly times: readonly number[]
}

export function TimeChart({ times, ...rest }: TimeChartProps): VNode {
  const t = usePhrase()
  const format = useTimes()
  const name = t('chart.time')
  const axis = useMemo(() => timeAxis(name, format), [name, format])
  return <Plot {...rest} axis={axis} places={times} />
}
