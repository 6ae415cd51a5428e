/** @module How much time charts show, chosen by the address. */

import type { VNode } from 'preact'
import { usePhrase } from '../language/language.ts'
import { refine } from '../state/place.ts'

export type RangeName = 'hour' | 'day' | 'week' | 'month' | 'run'

interface RangeChoiceProps {
  readonly names: readonly RangeName[]
  readonly chosen: RangeName
}

export function RangeChoice({ names, chosen }: RangeChoiceProps): VNode {
  const t = usePhrase()
  return (
    <fieldset class="choices">
      <legend class="unseen">{t('charts.range')}</legend>
      {names.map((name) => (
        <button key={name} type="button" aria-pressed={name === chosen} onClick={() => refine({ range: name })}>
          {t(`range.${name}`)}
        </button>
      ))}
    </fieldset>
  )
}
