/** @module A dialog over the page: the browser's own, which holds the focus and closes with Escape. */

import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { usePhrase } from '../language/language.ts'
import { type Store, useStore } from '../state/store.ts'

interface DialogProps {
  readonly isOpen: Store<boolean>
  readonly title: string
  readonly children: ComponentChildren
}

export function Dialog({ isOpen, title, children }: DialogProps): VNode {
  const t = usePhrase()
  const shown = useStore(isOpen, (value) => value)
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    if (shown && element.current?.open === false) element.current.showModal()
    if (!shown && element.current?.open === true) element.current.close()
  }, [shown])
  return (
    <dialog ref={element} aria-labelledby={id} onClose={() => isOpen.set(false)}>
      <h2 id={id}>{title}</h2>
      {shown && children}
      <button type="button" class="closing" onClick={() => isOpen.set(false)}>
        {t('action.close')}
      </button>
    </dialog>
  )
}
