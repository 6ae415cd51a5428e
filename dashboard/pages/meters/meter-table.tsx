/** @module Meters in a table, sorted as the address says. */

import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Meter } from '../../api/api-types.ts'
import { type NumberFormat, useNumbers } from '../../format/numbers.ts'
import { type Phrase, usePhrase, usePhraseOf } from '../../language/language.ts'
import { sortedRows } from '../../layout/sorted-rows.ts'
import { type Column, VirtualTable } from '../../layout/virtual-table.tsx'
import { addressOf, refine, usePlace } from '../../state/place.ts'

const FIRST_COLUMN = 'meter'

export function MeterTable({ meters }: { readonly meters: readonly Meter[] }): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  const { query } = usePlace()
  const columns = useMemo(() => columnsOf(t, words, numbers), [numbers])
  const sortedBy = query.get('sort') ?? FIRST_COLUMN
  const isDescending = query.get('order') === 'descending'
  const rows = useMemo(
    () => sortedRows(meters, columns, sortedBy, isDescending),
    [meters, columns, sortedBy, isDescending],
  )
  if (rows.length === 0) return <p class="notice">{t('meters.none')}</p>
  return (
    <VirtualTable
      name={t('page.meters')}
      columns={columns}
      rows={rows}
      keyOf={({ meter_id }) => meter_id}
      hrefOf={({ meter_id }) => addressOf(['meters', meter_id])}
      sortedBy={sortedBy}
      isDescending={isDescending}
      onSort={(key) => refine({ sort: key, order: key === sortedBy && !isDescending ? 'descending' : '' })}
    />
  )
}

function columnsOf(
  t: Phrase,
  words: (group: string, word: string) => string,
  numbers: NumberFormat,
): readonly Column<Meter>[] {
  const power = (key: 'generation_kw' | 'load_kw' | 'battery_kw' | 'grid_kw', name: string): Column<Meter> => ({
    key,
    name,
    isNumber: true,
    isSecondary: key !== 'grid_kw',
    cell: ({ live }) => (live === null ? '–' : numbers.power(live[key])),
    order: ({ live }) => live?.[key] ?? Number.NEGATIVE_INFINITY,
  })
  return [
    { key: FIRST_COLUMN, name: t('meters.meter'), cell: ({ meter_id }) => meter_id, order: ({ meter_id }) => meter_id },
    {
      key: 'location',
      name: t('meters.location'),
      isSecondary: true,
      cell: ({ location }) => location,
      order: ({ location }) => location,
    },
    {
      key: 'type',
      name: t('meters.type'),
      isSecondary: true,
      cell: ({ meter_type }) => words('type', meter_type),
      order: ({ meter_type }) => meter_type,
    },
    power('generation_kw', t('energy.generation')),
    power('load_kw', t('energy.consumption')),
    power('battery_kw', t('energy.battery')),
    power('grid_kw', t('energy.grid')),
    {
      key: 'soc',
      name: t('meters.soc'),
      isNumber: true,
      cell: ({ live }) => (live?.state_of_charge == null ? '–' : numbers.percent(Math.round(live.state_of_charge))),
      order: ({ live }) => live?.state_of_charge ?? -1,
    },
    {
      key: 'quality',
      name: t('meters.quality'),
      isSecondary: true,
      cell: ({ live }) => (live === null ? '–' : words('quality', live.quality)),
      order: ({ live }) => live?.quality ?? '',
    },
  ]
}
