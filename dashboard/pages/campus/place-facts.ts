/** @module What there is to say about a building, as facts and as a sentence. */

import type { Building } from '../../api/api-types.ts'
import type { NumberFormat } from '../../format/numbers.ts'
import type { Phrase } from '../../language/language.ts'

interface Told {
  readonly t: Phrase
  readonly numbers: NumberFormat
  readonly currency: string
}

export type PlaceFact = readonly [name: string, value: string, meaning?: string | undefined]

export function placeFacts({ live, settled }: Building, { t, numbers, currency }: Told): readonly PlaceFact[] {
  const facts: PlaceFact[] = []
  if (live !== null) {
    const gives = live.grid_kw < 0
    facts.push([
      t(gives ? 'energy.export' : 'energy.import'),
      numbers.power(Math.abs(live.grid_kw)),
      gives ? 'export' : 'import',
    ])
    facts.push([t('energy.generation'), numbers.power(live.generation_kw), 'generation'])
    facts.push([t('energy.consumption'), numbers.power(live.load_kw), 'consumption'])
    if (live.state_of_charge !== null) {
      facts.push([t('energy.battery'), numbers.power(live.battery_kw), 'battery'])
      facts.push([t('meters.soc'), numbers.percent(Math.round(live.state_of_charge)), 'battery'])
    }
    if (live.not_good > 0) facts.push([t('energy.notGood'), numbers.count(live.not_good)])
  }
  if (settled?.buy_price != null) facts.push([t('campus.pays'), numbers.price(settled.buy_price, currency), 'price'])
  if (settled?.sell_price != null) facts.push([t('campus.earns'), numbers.price(settled.sell_price, currency), 'price'])
  return facts
}

/** @param name - as it is written on the plan */
export function placeSentence(place: Building, told: Told, name = place.building): string {
  const facts = placeFacts(place, told).map(([name, value]) => `${name} ${value}`)
  return [name, ...(facts.length === 0 ? [told.t('nothing')] : facts)].join(', ')
}
