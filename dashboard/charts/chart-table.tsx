/** @module The values of a chart as a table, for those who do not see it and for those who want the figures. */

import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { usePhrase } from '../language/language.ts'
import { Scroller } from '../layout/scroller.tsx'
import type { ChartAxis } from './axis.ts'
import type { Series } from './series.ts'

/** More rows are no help to anybody. */
const MOST_ROWS = 200

interface ChartTableProps {
  readonly title: string
  readonly unit: string
  readonly axis: ChartAxis
  readonly places: readonly number[]
  readonly series: readonly Series[]
  readonly digits: number
}

export function ChartTable({ title, unit, axis, places, series, digits }: ChartTableProps): VNode {
  const t = usePhrase()
  const [isOpen, setOpen] = useState(false)
  const step = Math.max(1, Math.ceil(places.length / MOST_ROWS))
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
                <th scope="col">{axis.name}</th>
                {series.map(({ name }) => (
                  <th key={name} scope="col" class="number">
                    {name} [{unit}]
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {places.map((place, i) =>
                i % step === 0 ? (
                  <tr key={place}>
                    <th scope="row">{axis.textOf(place)}</th>
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
