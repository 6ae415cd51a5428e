/** @module What the buildings are coloured by, and what a colour then means. */

import type { Building, Market } from '../../api/api-types.ts'
import type { NumberFormat } from '../../format/numbers.ts'

export const MEASURES = ['power', 'battery', 'price'] as const
export type Measure = (typeof MEASURES)[number]

/** How strong a colour is, and what it stands for. */
export interface Shade {
  readonly meaning: 'import' | 'export' | 'battery' | 'price'
  /** Of the strongest, 0 to 1. */
  readonly share: number
}

export interface Reading {
  /** On the building, with an arrow where there is a direction; the second cue beside the colour. */
  readonly text: string
  /** Null where the building has none of it. */
  readonly shade: Shade | null
}

/** The ends of the scale. */
export interface Scale {
  readonly measure: Measure
  readonly least: number
  readonly most: number
}

export const TAKES = '▼'
export const GIVES = '▲'
const NOTHING = '–'
/** Less than that is standing still [kW]. */
const IDLE_KW = 0.05

/** @param market - null where there is none, and so no price */
export function scaleOf(measure: Measure, places: readonly Building[], market: Market | null): Scale {
  switch (measure) {
    case 'power': {
      const most = tidyAbove(Math.max(1, ...places.map(({ live }) => Math.abs(live?.grid_kw ?? 0))))
      return { measure, least: -most, most }
    }
    case 'battery':
      return { measure, least: 0, most: 100 }
    case 'price': {
      const { feed_in = 0, purchase = 1 } = market?.grid_prices ?? {}
      return { measure, least: Math.min(feed_in, purchase), most: Math.max(feed_in, purchase) }
    }
  }
}

export function readingOf({ live, settled }: Building, scale: Scale, numbers: NumberFormat): Reading {
  switch (scale.measure) {
    case 'power': {
      if (live === null) return NONE
      const kw = live.grid_kw
      const arrow = Math.abs(kw) < IDLE_KW ? '' : `${kw > 0 ? TAKES : GIVES} `
      const meaning = kw < 0 ? 'export' : 'import'
      return { text: `${arrow}${numbers.figure(Math.abs(kw))}`, shade: { meaning, share: Math.abs(kw) / scale.most } }
    }
    case 'battery': {
      const charge = live?.state_of_charge ?? null
      if (charge === null) return NONE
      return { text: numbers.percent(Math.round(charge)), shade: { meaning: 'battery', share: charge / scale.most } }
    }
    case 'price': {
      if (settled === null) return NONE
      const takes = settled.energy_taken >= settled.energy_given
      const price = takes ? settled.buy_price : settled.sell_price
      if (price === null) return NONE
      const width = scale.most - scale.least
      const share = width === 0 ? 1 : Math.min(1, Math.max(0, (price - scale.least) / width))
      return { text: `${takes ? TAKES : GIVES} ${numbers.rate(price)}`, shade: { meaning: 'price', share } }
    }
  }
}

const NONE: Reading = { text: NOTHING, shade: null }

const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10]

/** The next round number, so that the scale stays as it is while values move a little. */
function tidyAbove(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value))
  return (STEPS.find((step) => step * size >= value) ?? 10) * size
}
