/** @module Each battery, and where its meter is. */

import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Battery } from '../../api/api-types.ts'
import { type NumberFormat, useNumbers } from '../../format/numbers.ts'
import { type Phrase, usePhrase } from '../../language/language.ts'
import { sortedRows } from '../../layout/sorted-rows.ts'
import { type Column, VirtualTable } from '../../layout/virtual-table.tsx'
import { addressOf, refine, usePlace } from '../../state/place.ts'
import { ChargeBar } from './charge-bar.tsx'

const FIRST_COLUMN = 'meter'

export function BatteryTable({ batteries }: { readonly batteries: readonly Battery[] }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const { query } = usePlace()
  const columns = useMemo(() => columnsOf(t, numbers), [numbers])
  const sortedBy = query.get('sort') ?? FIRST_COLUMN
  const isDescending = query.get('order') === 'descending'
  const rows = useMemo(
    () => sortedRows(batteries, columns, sortedBy, isDescending),
    [batteries, columns, sortedBy, isDescending],
  )
  return (
    <section class="section battery-table">
      <VirtualTable
        name={t('page.batteries')}
        columns={columns}
        rows={rows}
        keyOf={({ meter_id }) => meter_id}
        hrefOf={({ meter_id }) => addressOf(['meters', meter_id])}
        sortedBy={sortedBy}
        isDescending={isDescending}
        onSort={(key) => refine({ sort: key, order: key === sortedBy && !isDescending ? 'descending' : '' })}
      />
    </section>
  )
}

function columnsOf(t: Phrase, numbers: NumberFormat): readonly Column<Battery>[] {
  const figure = (
    key: 'charged_today_kwh' | 'discharged_today_kwh' | 'full_cycles' | 'health',
    name: string,
    text: (value: number) => string,
  ): Column<Battery> => ({
    key,
    name,
    isNumber: true,
    isSecondary: true,
    cell: (battery) => {
      const value = battery[key]
      return value === null ? '–' : text(value)
    },
    order: (battery) => battery[key] ?? -1,
  })
  const kwh = (value: number): string => numbers.quantity(value, 'kWh', 1)
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
      key: 'charge',
      name: t('batteries.charge'),
      cell: ({ state_of_charge: soc, state }) =>
        soc === null ? (
          '–'
        ) : (
          <>
            <ChargeBar percent={soc} state={state} />
            {numbers.percent(Math.round(soc))}
          </>
        ),
      order: ({ state_of_charge }) => state_of_charge ?? -1,
    },
    {
      key: 'state',
      name: t('batteries.state'),
      isSecondary: true,
      cell: ({ state }) => (state === null ? '–' : t(`batteries.${state}`)),
      order: ({ state }) => state ?? '',
    },
    {
      key: 'power',
      name: t('batteries.power'),
      isNumber: true,
      cell: ({ battery_kw }) => (battery_kw === null ? '–' : numbers.quantity(battery_kw, 'kW', 1)),
      order: ({ battery_kw }) => battery_kw ?? Number.NEGATIVE_INFINITY,
    },
    {
      key: 'capacity',
      name: t('batteries.capacity'),
      isNumber: true,
      isSecondary: true,
      cell: ({ capacity_kwh }) => numbers.energy(capacity_kwh),
      order: ({ capacity_kwh }) => capacity_kwh,
    },
    figure('charged_today_kwh', t('batteries.chargedToday'), kwh),
    figure('discharged_today_kwh', t('batteries.dischargedToday'), kwh),
    figure('full_cycles', t('batteries.cycles'), (value) => numbers.quantity(value, '', 1).trim()),
    figure('health', t('batteries.health'), (value) => numbers.quantity(value, '%', 1)),
  ]
}
