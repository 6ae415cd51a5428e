/** @module What stands where an answer will be: a skeleton of its height, or why there is none. */

import type { ComponentChildren, VNode } from 'preact'
import { usePhrase } from '../language/language.ts'
import type { Resource } from '../state/resource.ts'

interface WaitingProps<Answer> {
  readonly resource: Resource<Answer>
  /** Lines that the answer will take up, about. */
  readonly lines?: number
  readonly children: (answer: Answer) => ComponentChildren
}

export function Waiting<Answer>({ resource, lines = 3, children }: WaitingProps<Answer>): VNode {
  const { answer, failure, reload } = resource
  if (answer !== null) return <>{children(answer)}</>
  return failure === null ? <Skeleton lines={lines} /> : <Failed message={failure.message} retry={reload} />
}

export function Skeleton({ lines }: { readonly lines: number }): VNode {
  const t = usePhrase()
  return (
    <div class="skeleton" style={{ height: `${lines * 1.75}rem` }}>
      <span class="unseen">{t('loading')}</span>
    </div>
  )
}

export function Failed({ message, retry }: { readonly message: string; readonly retry: () => void }): VNode {
  const t = usePhrase()
  return (
    <div class="notice" role="alert">
      <p>
        {t('failure.title')} <span lang="en">{message}</span>
      </p>
      <button type="button" onClick={retry}>
        {t('action.retry')}
      </button>
    </div>
  )
}
