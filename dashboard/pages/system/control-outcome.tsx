/** @module How it went, where a screen reader hears it. */

import type { VNode } from 'preact'
import { usePhrase } from '../../language/language.ts'
import type { ControlOutcome } from './use-control.ts'

export function Outcome({ outcome }: { readonly outcome: ControlOutcome }): VNode {
  const t = usePhrase()
  return (
    <p class="control-outcome" role="status" data-outcome={outcome.kind}>
      {outcome.kind === 'asking' && t('control.asking')}
      {outcome.kind === 'done' && t('control.done')}
      {outcome.kind === 'token' && t('control.token')}
      {outcome.kind === 'failed' && (
        <>
          {t('control.failed')} <span lang="en">{outcome.message}</span>
        </>
      )}
    </p>
  )
}
