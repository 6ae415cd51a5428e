/** @module The weather in a few lines. */

import type { VNode } from 'preact'
import type { SunDay } from '../../api/api-types.ts'
import { apiAddress } from '../../api/request.ts'
import { useNumbers } from '../../format/numbers.ts'
import { skyWord } from '../../format/sky.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
import { live } from '../../state/live.ts'
import { addressOf } from '../../state/place.ts'
import { useResource } from '../../state/resource.ts'
import { useStore } from '../../state/store.ts'
import { useSunWords } from '../weather/weather-now.tsx'

/** @param dayFrom - midnight that the campus's day begins with; null until it is known */
export function WeatherBlock({ dayFrom }: { readonly dayFrom: number | null }): VNode | null {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  const weather = useStore(live, (value) => value.weather)
  const sun = useResource<SunDay>(dayFrom === null ? null : apiAddress('weather/sun'), dayFrom ?? 0)
  const sunWords = useSunWords(sun.answer)
  if (weather === null) return null
  return (
    <section class="weather-block">
      <h2>
        <a href={addressOf(['weather'])}>{t('weather.now')}</a>
      </h2>
      <Facts
        facts={[
          [t('weather.condition'), words('weather', skyWord(weather.weather, weather.sun_elevation))],
          [t('weather.temperature'), numbers.quantity(weather.temperature, '°C', 0)],
          ...(sunWords === null ? [] : [[t('weather.sun'), sunWords, 'generation'] as const]),
          [t('weather.wind'), numbers.quantity(weather.wind_speed, 'm/s', 1)],
        ]}
      />
    </section>
  )
}
