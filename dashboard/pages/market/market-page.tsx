/** @module The market: one slot and its book, prices over time, and what the market is worth. */

import type { VNode } from 'preact'
import { usePhrase } from '../../language/language.ts'
import { live } from '../../state/live.ts'
import { useStore } from '../../state/store.ts'
import { IndicatorTable } from './indicator-table.tsx'
import { PriceHistory } from './price-history.tsx'
import { SlotSection } from './slot-section.tsx'

export function MarketPage(): VNode {
  const t = usePhrase()
  const hasNone = useStore(live, (value) => value.campus?.market === 'none')
  if (hasNone) return <p class="notice">{t('market.none')}</p>
  return (
    <>
      <SlotSection />
      <PriceHistory />
      <IndicatorTable />
    </>
  )
}
