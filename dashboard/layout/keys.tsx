/** @module The keyboard: `g` and a letter goes to a page, `/` searches, `?` shows all of this. */

import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { usePhrase } from '../language/language.ts'
import { addressOf, goTo } from '../state/place.ts'
import { Store, useStore } from '../state/store.ts'
import { Dialog } from './dialog.tsx'
import { PAGES } from './pages.ts'

const isOpen = new Store(false)
/** Who speaks to the machine or strays over keys can do without (WCAG 2.2, 2.1.4). */
const KEY = 'keys'
const areUsed = new Store(localStorage.getItem(KEY) !== 'off')
/** How long after `g` its letter counts [ms]. */
const SEQUENCE_MS = 1_500

export function openKeys(): void {
  isOpen.set(true)
}

export function useKeys(): void {
  useEffect(() => {
    let goesUntil = 0
    const onKey = (event: KeyboardEvent): void => {
      if (!areUsed.value || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const isGoing = performance.now() < goesUntil
      goesUntil = 0
      const page = PAGES.find(({ key }) => key === event.key)
      if (isGoing && page !== undefined) goTo(addressOf(page.path === '' ? [] : [page.path]))
      else if (event.key === 'g') goesUntil = performance.now() + SEQUENCE_MS
      else if (event.key === '?') openKeys()
      else if (event.key === '/') search()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

/** The search of the page, or else that of the meters. */
function search(): void {
  const field = document.querySelector<HTMLInputElement>('main input[type=search]')
  if (field === null) goTo(addressOf(['meters'], { focus: 'search' }))
  else field.focus()
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof Element && target.closest('dialog[open]') !== null)
  )
}

export function KeysDialog(): VNode {
  const t = usePhrase()
  const used = useStore(areUsed, (value) => value)
  const rows: readonly (readonly [keys: readonly string[], meaning: string])[] = [
    ...PAGES.map(({ key, name }) => [['g', key], t(name)] as const),
    [['/'], t('keys.search')],
    [['↑', '↓'], t('keys.arrows')],
    [['Enter'], t('keys.enter')],
    [['?'], t('keys.help')],
  ]
  return (
    <Dialog isOpen={isOpen} title={t('keys.title')}>
      <dl class="keys">
        {rows.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input
          type="checkbox"
          checked={used}
          onChange={({ currentTarget: { checked } }) => {
            localStorage.setItem(KEY, checked ? 'on' : 'off')
            areUsed.set(checked)
          }}
        />{' '}
        {t('keys.on')}
      </label>
    </Dialog>
  )
}
