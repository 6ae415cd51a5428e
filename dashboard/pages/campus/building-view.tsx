/** @module One building: what it does now, and its meters. */

import type { VNode } from 'preact'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
import { Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { addressOf } from '../../state/place.ts'
import type { Places } from '../../state/places.ts'
import { useStore } from '../../state/store.ts'
import { useAllMeters } from '../meters/all-meters.ts'
import { MeterTable } from '../meters/meter-table.tsx'
import { placeFacts } from './place-facts.ts'

export function BuildingView({ name, places }: { readonly name: string; readonly places: Places }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const currency = useStore(live, ({ campus }) => campus?.currency ?? '')
  const isKnown = useStore(live, ({ campus }) => campus !== null)
  // Which kind of place the name is of is known with the campus.
  const meters = useAllMeters(isKnown ? { [places.kind]: name } : null)
  const place = places.list.answer?.items.find(({ building }) => building === name)
  const back = <a href={addressOf(['campus'])}>{t('campus.back')}</a>
  if (meters.answer?.length === 0) {
    return (
      <p class="notice">
        {t('campus.none', { name })} {back}
      </p>
    )
  }
  return (
    <>
      <p class="crumb">{back}</p>
      <section class="meter-head">
        <h2>{name}</h2>
        {place !== undefined && <p class="note">{t('campus.meters', { n: numbers.count(place.meters) })}</p>}
        {place !== undefined && <Facts facts={placeFacts(place, { t, numbers, currency })} isWide />}
      </section>
      <div class="section">
        <Waiting resource={meters} lines={12}>
          {(all) => <MeterTable meters={all} />}
        </Waiting>
      </div>
    </>
  )
}
