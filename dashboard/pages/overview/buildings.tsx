/** @module The plan in small: which buildings take power and which give it. */

import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { Waiting } from '../../layout/waiting.tsx'
import { live } from '../../state/live.ts'
import { addressOf } from '../../state/place.ts'
import { usePlaces } from '../../state/places.ts'
import { useStore } from '../../state/store.ts'
import { CampusPlanPicture } from '../campus/campus-plan.tsx'
import { scaleOf } from '../campus/measures.ts'
import { placeSentence } from '../campus/place-facts.ts'

export function Buildings(): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const currency = useStore(live, ({ campus }) => campus?.currency ?? '')
  const { list } = usePlaces()
  const [pointed, setPointed] = useState<string | null>(null)
  const place = list.answer?.items.find(({ building }) => building === pointed)
  return (
    <section class="buildings">
      <h2>
        <a href={addressOf(['campus'])}>{t('campus.buildings')}</a>
      </h2>
      <Waiting resource={list} lines={12}>
        {({ items }) => (
          <CampusPlanPicture
            places={items}
            scale={scaleOf('power', items, null)}
            mostHeight={0.5}
            withNames={false}
            onPoint={setPointed}
          />
        )}
      </Waiting>
      <p class="note" aria-hidden="true">
        {place === undefined ? t('campus.explain.power') : placeSentence(place, { t, numbers, currency })}
      </p>
    </section>
  )
}
