/** @module The plan as a table, for those who do not see it and for those who want the figures. */

import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Building } from '../../api/api-types.ts'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { Scroller } from '../../layout/scroller.tsx'
import { live } from '../../state/live.ts'
import { useStore } from '../../state/store.ts'
import { placeAddress } from './campus-plan.tsx'

export function PlaceTable({ places }: { readonly places: readonly Building[] }): VNode {
  const t = usePhrase()
  const [isOpen, setOpen] = useState(false)
  return (
    <details class="chart-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {t('chart.table')}
        <span class="unseen">: {t('page.campus')}</span>
      </summary>
      {isOpen && <Rows places={places} />}
    </details>
  )
}

function Rows({ places }: { readonly places: readonly Building[] }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const currency = useStore(live, ({ campus }) => campus?.currency ?? '')
  const power = (kw: number | undefined): string => (kw === undefined ? '–' : numbers.power(kw))
  const price = (value: number | null | undefined): string => (value == null ? '–' : numbers.price(value, currency))
  const numeric: readonly (readonly [name: string, cell: (place: Building) => string])[] = [
    [t('page.meters'), ({ meters }) => numbers.count(meters)],
    [t('energy.generation'), (place) => power(place.live?.generation_kw)],
    [t('energy.consumption'), (place) => power(place.live?.load_kw)],
    [t('energy.battery'), (place) => (place.live?.state_of_charge == null ? '–' : power(place.live.battery_kw))],
    [
      t('meters.soc'),
      (place) => (place.live?.state_of_charge == null ? '–' : numbers.percent(Math.round(place.live.state_of_charge))),
    ],
    [t('energy.grid'), (place) => power(place.live?.grid_kw)],
    [t('campus.pays'), (place) => price(place.settled?.buy_price)],
    [t('campus.earns'), (place) => price(place.settled?.sell_price)],
  ]
  return (
    <Scroller name={t('page.campus')} isLong>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('campus.building')}</th>
            {numeric.map(([name]) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.building}>
              <th scope="row">
                <a href={placeAddress(place)}>{place.building}</a>
              </th>
              {numeric.map(([name, cell]) => (
                <td key={name} class="number">
                  {cell(place)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
