/** @module The values of a chart as a table, for those who do not see it and for those who want the figures. */

import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { useTimes } from '../format/times.ts'
import { usePhrase } from '../language/language.ts'
import { Scroller } from '../layout/scroller.tsx'
import type { Series } from './series.ts'

/** More rows are no help to anybody. */
const MOST_ROWS = 200

interface ChartTableProps {
  readonly title: string
  readonly unit: string
  /** [s since 1970 UTC] */
  readonly times: readonly number[]
  readonly series: readonly Series[]
  readonly digits: number
}

export function ChartTable({ title, unit, times, series, digits }: ChartTableProps): VNode {
  const t = usePhrase()
  const format = useTimes()
  const [isOpen, setOpen] = useState(false)
  const step = Math.max(1, Math.ceil(times.length / MOST_ROWS))
  return (
    <details class="chart-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {t('chart.table')}
        <span class="unseen">: {title}</span>
      </summary>
      {isOpen && (
        <Scroller name={title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('chart.time')}</th>
                {series.map(({ name }) => (
                  <th key={name} scope="col" class="number">
                    {name} [{unit}]
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {times.map((time, i) =>
                i % step === 0 ? (
                  <tr key={time}>
                    <th scope="row">{format.moment(time * 1000)}</th>
                    {series.map(({ name, values }) => (
                      <td key={name} class="number">
                        {values[i]?.toFixed(digits) ?? '–'}
                      </td>
                    ))}
                  </tr>
                ) : null,
              )}
            </tbody>
          </table>
        </Scroller>
      )}
    </details>
  )
}
