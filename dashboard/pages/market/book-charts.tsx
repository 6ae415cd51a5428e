/** @module The curves of a slot, where they cross, and the depth of its book. */

import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { MarketBook } from '../../api/api-types.ts'
import { quantityAxis } from '../../charts/axis.ts'
import type { Mark } from '../../charts/marks.ts'
import { Plot } from '../../charts/plot.tsx'
import type { Series } from '../../charts/series.ts'
import { useNumbers } from '../../format/numbers.ts'
import { usePhrase } from '../../language/language.ts'
import { curveLines, depthLines } from './book-lines.ts'

const PRICE_DIGITS = 3
const ENERGY_DIGITS = 2

export function BookCharts({ book, currency }: { readonly book: MarketBook; readonly currency: string }): VNode {
  const t = usePhrase()
  const { demand, supply, slot } = book
  const price = `${currency}/kWh`
  const curve = useMemo(() => curveLines(demand, supply), [demand, supply])
  const depth = useMemo(() => depthLines(demand, supply), [demand, supply])
  const marks = useMarks(book, price)
  const both = (lines: typeof curve): Series[] => [
    { name: t('market.demand'), meaning: 'consumption', values: lines.demand },
    { name: t('market.supply'), meaning: 'generation', values: lines.supply },
  ]
  const constant = (name: string, meaning: Series['meaning'], value: unknown): Series => ({
    name,
    meaning,
    values: curve.ends.map(() => Number(value)),
    isDashed: true,
  })
  return (
    <div class="columns">
      <Plot
        title={t('market.curve')}
        unit={price}
        axis={quantityAxis(t('trade.energy'), 'kWh', ENERGY_DIGITS)}
        places={curve.ends}
        begins={curve.begins}
        marks={marks}
        namesBeside
        digits={PRICE_DIGITS}
        series={[
          ...both(curve),
          constant(t('energy.gridPrice'), 'import', slot.grid_purchase_rate),
          constant(t('energy.feedIn'), 'export', slot.grid_feed_in_rate),
        ]}
      />
      <Plot
        title={t('market.depth')}
        unit="kWh"
        axis={quantityAxis(t('trade.price'), price, PRICE_DIGITS)}
        places={depth.ends}
        begins={depth.begins}
        namesBeside
        digits={ENERGY_DIGITS}
        series={both(depth)}
      />
    </div>
  )
}

/** What was traded and, where that is something else, what one pool could have traded. */
function useMarks({ slot, crossing, own_zone_first }: MarketBook, price: string): readonly Mark[] {
  const t = usePhrase()
  const numbers = useNumbers()
  const text = (key: 'market.traded' | 'market.onePool', energy: number, at: number): string =>
    t(key, { energy: numbers.energy(energy), price: `${at.toFixed(PRICE_DIGITS)} ${price}` })
  const traded: Mark[] =
    slot.price === null
      ? []
      : [{ x: slot.energy_traded, y: slot.price, text: text('market.traded', slot.energy_traded, slot.price) }]
  if (crossing === null || !own_zone_first) return traded
  const middle = (crossing.price_from + crossing.price_to) / 2
  return [
    ...traded,
    { x: crossing.energy, y: middle, text: text('market.onePool', crossing.energy, middle), isOpen: true },
  ]
}
