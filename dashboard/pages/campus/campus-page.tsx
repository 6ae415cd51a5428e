/** @module The campus: its plan, or one of its buildings. */

import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Building } from '../../api/api-types.ts'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
import { Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { refine, usePlace } from '../../state/place.ts'
import { usePlaces } from '../../state/places.ts'
import { useStore } from '../../state/store.ts'
import { History } from '../meters/history.tsx'
import { BuildingView } from './building-view.tsx'
import { CampusPlanPicture } from './campus-plan.tsx'
import { MEASURES, type Measure, scaleOf } from './measures.ts'
import { placeFacts } from './place-facts.ts'
import { PlaceTable } from './place-table.tsx'
import { PlanLegend } from './plan-legend.tsx'

export function CampusPage(): VNode {
  const { path } = usePlace()
  const places = usePlaces()
  const name = path[1]
  if (name !== undefined) return <BuildingView key={name} name={name} places={places} />
  return (
    <Waiting resource={places.list} lines={24}>
      {({ items }) => <PlanView places={items} />}
    </Waiting>
  )
}

function PlanView({ places }: { readonly places: readonly Building[] }): VNode {
  const t = usePhrase()
  const { query } = usePlace()
  const market = useStore(live, (value) => value.market)
  const hasPrices = (market?.grid_prices ?? null) !== null
  const measures = MEASURES.filter((measure) => measure !== 'price' || hasPrices)
  const measure = measures.find((one) => one === query.get('colour')) ?? 'power'
  const scale = scaleOf(measure, places, market)
  const hasBattery = useStore(live, ({ campus }) => (campus?.battery_capacity_kwh ?? 0) > 0)
  const [pointed, setPointed] = useState<string | null>(null)
  return (
    <div class="campus">
      <MeasureChoice measures={measures} chosen={measure} />
      <div class="plan-and-card">
        <CampusPlanPicture places={places} scale={scale} mostHeight={0.72} withNames onPoint={setPointed} />
        <div>
          <PlanLegend scale={scale} />
          <PlaceCard place={places.find(({ building }) => building === pointed) ?? null} />
        </div>
      </div>
      {places.every((place) => place.live === null) && <p class="notice">{t('nothing')}</p>}
      <PlaceTable places={places} />
      <History path="campus/history" name="campus" hasBattery={hasBattery} isCampus />
    </div>
  )
}

function MeasureChoice({
  measures,
  chosen,
}: {
  readonly measures: readonly Measure[]
  readonly chosen: Measure
}): VNode {
  const t = usePhrase()
  return (
    <div class="controls">
      <fieldset class="choices">
        <legend class="unseen">{t('campus.colour')}</legend>
        {measures.map((measure) => (
          <button
            key={measure}
            type="button"
            aria-pressed={measure === chosen}
            onClick={() => refine({ colour: measure === 'power' ? '' : measure })}
          >
            {t(`campus.measure.${measure}`)}
          </button>
        ))}
      </fieldset>
    </div>
  )
}

/** What the building that was pointed at last does; its link says the same to those who hear it. */
function PlaceCard({ place }: { readonly place: Building | null }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const currency = useStore(live, ({ campus }) => campus?.currency ?? '')
  if (place === null) return <p class="note place-card">{t('campus.point')}</p>
  return (
    <section class="place-card" aria-label={place.building}>
      <h2>{place.building}</h2>
      <p class="note">{place.meter_id ?? t('campus.meters', { n: numbers.count(place.meters) })}</p>
      <Facts facts={placeFacts(place, { t, numbers, currency })} />
    </section>
  )
}
