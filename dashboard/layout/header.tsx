/** @module The head of every page: which campus, its time and weather, how fresh that is, and where else to go. */

import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useNumbers } from '../format/numbers.ts'
import { skyWord } from '../format/sky.ts'
import { useTimes } from '../format/times.ts'
import { chooseLanguage, language, usePhrase, usePhraseOf } from '../language/language.ts'
import { useFreshness } from '../state/freshness.ts'
import { live } from '../state/live.ts'
import { addressOf } from '../state/place.ts'
import { useStore } from '../state/store.ts'
import { chooseTheme, THEMES, theme } from '../state/theme.ts'
import { AlertBadge } from './alert-badge.tsx'
import { openKeys } from './keys.tsx'
import { PAGES } from './pages.ts'
import { openToken } from './token-dialog.tsx'

export function Header({ current }: { readonly current: string | null }): VNode {
  const t = usePhrase()
  const name = useStore(live, (value) => value.campus?.name)
  return (
    <header>
      <div class="masthead">
        <a class="campus-name" href={addressOf([])}>
          {name ?? t('app.name')}
        </a>
        <Clock />
        <WeatherNow />
        <LiveSign />
        <AlertBadge />
        <Tools />
      </div>
      <Navigation current={current} />
    </header>
  )
}

function Navigation({ current }: { readonly current: string | null }): VNode {
  const t = usePhrase()
  const list = useRef<HTMLUListElement>(null)
  const chosen = useStore(language, (value) => value)
  // Where not all fit beside each other, the one that is open is in sight.
  useEffect(() => {
    const open = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (list.current == null || open == null) return
    list.current.scrollLeft = open.offsetLeft - (list.current.clientWidth - open.offsetWidth) / 2
  }, [current, chosen])
  return (
    <nav aria-label={t('app.navigation')}>
      <ul ref={list}>
        {PAGES.map(({ path, name: phrase }) => (
          <li key={path}>
            <a href={addressOf(path === '' ? [] : [path])} aria-current={path === current ? 'page' : undefined}>
              {t(phrase)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Clock(): VNode {
  const times = useTimes()
  const time = useStore(live, (value) => value.now?.time)
  return (
    <time class="clock" dateTime={time}>
      {time === undefined ? '\u00a0' : `${times.date(time)} ${times.seconds(time)}`}
    </time>
  )
}

function WeatherNow(): VNode {
  const words = usePhraseOf()
  const numbers = useNumbers()
  const weather = useStore(live, (value) => value.weather)
  const condition = useStore(live, (value) => value.now?.weather)
  if (weather === null || condition === undefined) return <span class="weather" />
  return (
    <span class="weather">
      {words('weather', skyWord(condition, weather.sun_elevation))} {numbers.quantity(weather.temperature, '°C', 0)}
    </span>
  )
}

function LiveSign(): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const numbers = useNumbers()
  const state = useStore(live, (value) => (value.status?.paused === true ? 'paused' : value.status?.state))
  const speed = useStore(live, (value) => value.status?.speed ?? 1)
  const { freshness } = useFreshness()
  const text = {
    connecting: t('connection.connecting'),
    token: t('connection.lostShort'),
    lost: t('connection.lostShort'),
    stale: t('connection.staleShort'),
    'nothing yet': words('state', state ?? 'starting'),
    fresh: words('state', state ?? 'live'),
  }[freshness]
  return (
    <span class="live-sign" data-freshness={freshness}>
      <span class="speed">{t('header.speed', { n: numbers.count(speed) })}</span> {text}
      <svg viewBox="0 0 10 10" aria-hidden="true">
        {freshness !== 'fresh' && <path d="M1 1 9 9M9 1 1 9" />}
        {freshness === 'fresh' && state !== 'paused' && <circle cx="5" cy="5" r="4" />}
        {freshness === 'fresh' && state === 'paused' && <path class="pause" d="M1 1H4V9H1ZM6 1H9V9H6Z" />}
      </svg>
    </span>
  )
}

function Tools(): VNode {
  const t = usePhrase()
  const words = usePhraseOf()
  const chosen = useStore(language, (value) => value)
  const chosenTheme = useStore(theme, (value) => value)
  const other = chosen === 'en' ? 'th' : 'en'
  return (
    <div class="tools">
      <button type="button" lang={other} onClick={() => chooseLanguage(other)}>
        {t('header.language')}
      </button>
      <select
        aria-label={t('header.theme')}
        value={chosenTheme}
        onChange={({ currentTarget }) => chooseTheme(THEMES.find((one) => one === currentTarget.value) ?? 'system')}
      >
        {THEMES.map((one) => (
          <option key={one} value={one}>
            {words('theme', one)}
          </option>
        ))}
      </select>
      <button type="button" onClick={openToken}>
        {t('header.token')}
      </button>
      <button type="button" onClick={openKeys} aria-label={t('header.keys')} aria-keyshortcuts="?">
        ?
      </button>
    </div>
  )
}
