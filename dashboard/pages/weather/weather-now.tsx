/** @module The weather of the last interval. */

import type { VNode } from 'preact'
import type { SunDay } from '../../api/api-types.ts'
import { useNumbers } from '../../format/numbers.ts'
import { skyWord } from '../../format/sky.ts'
import { useTimes } from '../../format/times.ts'
import { usePhrase, usePhraseOf } from '../../language/language.ts'
import { Facts } from '../../layout/facts.tsx'
import { live } from '../../state/live.ts'
import { useStore } from '../../state/store.ts'

export function WeatherNow({ sun }: { readonly sun: SunDay | null }): VNode | null {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  const weather = useStore(live, (value) => value.weather)
  const sunWords = useSunWords(sun)
  if (weather === null) return null
  return (
    <section aria-label={t('weather.now')}>
      <Facts
        isWide
        facts={[
          [t('weather.condition'), words('weather', skyWord(weather.weather, weather.sun_elevation))],
          [t('weather.temperature'), numbers.quantity(weather.temperature, '°C', 1)],
          [t('weather.humidity'), numbers.percent(Math.round(weather.relative_humidity))],
          [t('weather.wind'), numbers.quantity(weather.wind_speed, 'm/s', 1)],
          [t('weather.irradiance'), numbers.quantity(weather.irradiance, 'W/m²', 0), 'generation'],
          ...(sunWords === null ? [] : [[t('weather.sun'), sunWords, 'generation'] as const]),
        ]}
      />
    </section>
  )
}

/** `until 18:28` by day, `from 06:28` before it and `down since 18:28` after; null where it does not rise. */
export function useSunWords(sun: SunDay | null): string | null {
  const t = usePhrase()
  const times = useTimes()
  const part = useStore(live, ({ now }) => {
    if (now === null || sun === null || sun.sunrise === null || sun.sunset === null) return null
    const ms = Date.parse(now.time)
    return ms < Date.parse(sun.sunrise) ? 'before' : ms < Date.parse(sun.sunset) ? 'day' : 'after'
  })
  if (part === null || sun === null) return null
  const [rise, set] = [times.clock(sun.sunrise ?? sun.from), times.clock(sun.sunset ?? sun.to)]
  if (part === 'before') return t('weather.sunFrom', { time: rise })
  return t(part === 'day' ? 'weather.sunUntil' : 'weather.sunDown', { time: set })
}
