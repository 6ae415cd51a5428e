/** @module Where the reader gives the token that the simulator asks for. */

import type { VNode } from 'preact'
import { useId, useState } from 'preact/hooks'
import { accessToken, keepToken } from '../api/access-token.ts'
import { usePhrase } from '../language/language.ts'
import { Store, useStore } from '../state/store.ts'
import { Dialog } from './dialog.tsx'

const isOpen = new Store(false)

export function openToken(): void {
  isOpen.set(true)
}

export function TokenDialog(): VNode {
  const t = usePhrase()
  return (
    <Dialog isOpen={isOpen} title={t('token.title')}>
      <p>{t('token.explain')}</p>
      <TokenForm />
    </Dialog>
  )
}

function TokenForm(): VNode {
  const t = usePhrase()
  const id = useId()
  const [text, setText] = useState('')
  const isHeld = useStore(accessToken, (value) => value !== null)
  const use = (token: string | null): void => {
    keepToken(token)
    isOpen.set(false)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') use(text.trim())
      }}
    >
      {isHeld && (
        <p>
          {t('token.held')}{' '}
          <button type="button" onClick={() => use(null)}>
            {t('token.forget')}
          </button>
        </p>
      )}
      <label for={id}>{t('token.label')}</label>
      <input
        id={id}
        type="password"
        autocomplete="off"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit">{t('token.use')}</button>
    </form>
  )
}
