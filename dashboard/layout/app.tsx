/** @module The frame around every page. */

import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { language, usePhrase } from '../language/language.ts'
import { live } from '../state/live.ts'
import { addressOf, usePlace } from '../state/place.ts'
import { useStore } from '../state/store.ts'
import { Banner } from './banner.tsx'
import { Header } from './header.tsx'
import { KeysDialog, useKeys } from './keys.tsx'
import { PAGES } from './pages.ts'
import { TokenDialog } from './token-dialog.tsx'

export function App(): VNode {
  const t = usePhrase()
  const { path } = usePlace()
  const page = PAGES.find((one) => one.path === (path[0] ?? ''))
  const title = page === undefined ? t('app.noPage') : t(page.name)
  const main = useRef<HTMLElement>(null)
  const isFirst = useRef(true)
  useTitle(title)
  useKeys()
  // A new page begins at its top, also for those who hear it.
  const key = path.join('/')
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false
      return
    }
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [key])
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {t('app.skip')}
      </button>
      <Header current={page?.path ?? null} />
      <Banner />
      <main ref={main} tabIndex={-1}>
        <h1 class="unseen">{title}</h1>
        {page === undefined ? (
          <p class="notice">
            {t('app.noPage')} <a href={addressOf([])}>{t('app.toOverview')}</a>
          </p>
        ) : (
          <page.Body key={page.path} />
        )}
      </main>
      <KeysDialog />
      <TokenDialog />
    </>
  )
}

function useTitle(title: string): void {
  const campus = useStore(live, (value) => value.campus?.name)
  const chosen = useStore(language, (value) => value)
  useEffect(() => {
    document.documentElement.lang = chosen
    document.title = campus === undefined ? title : `${title} · ${campus}`
  }, [title, campus, chosen])
}
