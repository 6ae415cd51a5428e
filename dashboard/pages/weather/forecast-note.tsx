/** @module What a forecast rests on, in words. */

import type { VNode } from 'preact'
import type { Forecast } from '../../api/api-types.ts'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import type { PhraseKey } from '../../language/phrases.ts'

export function ForecastNote({ forecast }: { readonly forecast: Forecast }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  return (
    <p class="note">
      {t(sentenceOf(forecast), {
        share: numbers.share(Math.round(forecast.clear_sky_index * 100) / 100),
        generation: numbers.energy(forecast.generation_rest_kwh),
        consumption: numbers.energy(forecast.consumption_rest_kwh),
      })}
    </p>
  )
}

function sentenceOf({ basis, generation_rest_kwh }: Forecast): PhraseKey {
  if (generation_rest_kwh === 0) return 'forecast.night'
  return basis === 'climate' ? 'forecast.climate' : 'forecast.lastHour'
}
