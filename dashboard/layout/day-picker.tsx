/** @module Which day is shown. */

import type { VNode } from 'preact'
import { useId } from 'preact/hooks'
import { usePhrase } from '../language/language.ts'
import { daysLater, type ShownDay } from '../state/shown-day.ts'

export function DayPicker({ date, today, choose }: ShownDay): VNode {
  const t = usePhrase()
  const id = useId()
  const step = (days: number): void => {
    if (date !== null) choose(daysLater(date, days))
  }
  return (
    <div class="controls">
      <label for={id}>
        {t('day.day')}
        <input
          id={id}
          type="date"
          min="1970-01-01"
          max="2099-12-31"
          value={date ?? ''}
          onChange={({ currentTarget }) => {
            if (currentTarget.value !== '') choose(currentTarget.value)
          }}
        />
      </label>
      <div class="choices">
        <button type="button" aria-label={t('day.before')} onClick={() => step(-1)}>
          ←
        </button>
        <button
          type="button"
          aria-pressed={date === today}
          onClick={() => {
            if (today !== null) choose(today)
          }}
        >
          {t('day.today')}
        </button>
        <button type="button" aria-label={t('day.after')} onClick={() => step(1)}>
          →
        </button>
      </div>
    </div>
  )
}
