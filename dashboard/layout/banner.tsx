/** @module One line above the page when what it shows is not of now. */

import type { VNode } from 'preact'
import { useTimes } from '../format/times.ts'
import { usePhrase } from '../language/language.ts'
import { useFreshness } from '../state/freshness.ts'
import { openToken } from './token-dialog.tsx'

/** A break this short is nobody's business [ms]. */
const UNNOTICED_MS = 1_500

export function Banner(): VNode {
  const t = usePhrase()
  const times = useTimes()
  const { freshness, ageMs } = useFreshness()
  const age = times.age(ageMs)
  return (
    <div role="status" class="banner-place">
      {freshness === 'lost' && ageMs > UNNOTICED_MS && <p class="banner alarm">{t('connection.lost', { age })}</p>}
      {freshness === 'stale' && <p class="banner">{t('connection.stale', { age })}</p>}
      {freshness === 'nothing yet' && <p class="banner">{t('connection.nothingYet', { age })}</p>}
      {freshness === 'token' && (
        <p class="banner">
          {t('connection.token')}{' '}
          <button type="button" onClick={openToken}>
            {t('token.title')}
          </button>
        </p>
      )}
    </div>
  )
}
