/** @module The few numbers that are read from across the room. */

import type { ComponentChildren, VNode } from 'preact'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { alerts } from '../../state/alerts.ts'
import { live } from '../../state/live.ts'
import { addressOf } from '../../state/place.ts'
import { useStore } from '../../state/store.ts'
import { selfSufficiencyOf, type Today } from '../../state/today.ts'

const UNKNOWN = '–'

export function BigNumbers({ today }: { readonly today: Today }): VNode {
  const t = usePhrase()
  const numbers = useNumbers()
  const now = useStore(live, (value) => value.now)
  const market = useStore(live, (value) => value.market)
  const share = selfSufficiencyOf(today.slots.answer?.items ?? []) ?? now?.self_sufficiency ?? null
  const prices = market?.grid_prices ?? null
  const local = market?.last_slot?.price ?? null
  const alertCount = useStore(alerts, (value) => value.count)
  const notGood = now === null ? null : now.estimated_readings + now.suspect_readings
  return (
    <dl class="big-numbers">
      <Big name={t('energy.generating')} meaning="generation">
        {now === null ? UNKNOWN : numbers.power(now.generation_kw)}
      </Big>
      <Big name={t('energy.using')} meaning="consumption">
        {now === null ? UNKNOWN : numbers.power(now.load_kw)}
      </Big>
      <Big name={t('energy.selfSufficiency')} meaning="ink">
        {share === null ? UNKNOWN : numbers.share(share)}
      </Big>
      {market !== null && (prices !== null || local !== null) && (
        <Big
          name={t(local === null ? 'energy.gridPrice' : 'energy.localPrice')}
          meaning="price"
          note={
            local === null || prices === null
              ? undefined
              : `${t('energy.gridPrice')} ${numbers.price(prices.purchase, market.currency)}`
          }
        >
          {numbers.price(local ?? prices?.purchase ?? 0, market.currency)}
        </Big>
      )}
      {alertCount > 0 && (
        <Big name={t('alerts.open')} meaning="alarm">
          <a href={addressOf(['alerts'], { show: 'open' })}>{numbers.count(alertCount)}</a>
        </Big>
      )}
      {notGood !== null && notGood > 0 && (
        <Big name={t('energy.notGood')} meaning="ink">
          {numbers.count(notGood)}
        </Big>
      )}
    </dl>
  )
}

interface BigProps {
  readonly name: string
  readonly meaning: string
  readonly note?: string | undefined
  readonly children: ComponentChildren
}

function Big({ name, meaning, note, children }: BigProps): VNode {
  return (
    <div class={`of-${meaning}`}>
      <dt>
        {name}
        {note !== undefined && <span class="note">{note}</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}
