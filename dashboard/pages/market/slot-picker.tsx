/** @module Which slot is shown: the one before, the one after, or always the last. */

import type { VNode } from 'preact'
import type { MarketBook } from '../../api/api-types.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase } from '../../language/language.ts'
import { refine } from '../../state/place.ts'

interface SlotPickerProps {
  readonly book: Pick<MarketBook, 'slot' | 'previous' | 'next'>
  /** Whether the last slot is followed. */
  readonly isLatest: boolean
}

export function SlotPicker({ book: { slot, previous, next }, isLatest }: SlotPickerProps): VNode {
  const t = usePhrase()
  const times = useTimes()
  const step = (name: string, to: string | null): VNode => (
    <button type="button" disabled={to === null} onClick={() => refine({ slot: to ?? '' })}>
      {name}
    </button>
  )
  return (
    <div class="controls slot-picker">
      <h2>
        {times.date(Date.parse(slot.timestamp) - 1)}{' '}
        <span class="slot-times">
          {times.clock(slot.slot_start)}–{times.clock(slot.timestamp)}
        </span>
      </h2>
      <fieldset class="choices">
        <legend class="unseen">{t('market.slot')}</legend>
        {step(t('market.previous'), previous)}
        {step(t('market.next'), next)}
        <button type="button" aria-pressed={isLatest} onClick={() => refine({ slot: '' })}>
          {t('market.latest')}
        </button>
      </fieldset>
    </div>
  )
}
