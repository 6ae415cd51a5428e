/** @module Prices in effect in the words of the simulation. */

import { CURRENCY } from '../model/pricing.ts'
import { scaled, type Unmapped } from './mapped.ts'
import type { OwnTariff } from './own-tariff.ts'
import { PRICE_TARGET, type PriceContent } from './price-events.ts'
import type { ProgramEvent } from './program-event.ts'

/** Null returns to the simulation's own tariff [currency/kWh]. */
export interface MappedPrices {
  readonly purchaseRate: number | null
  readonly feedInRate: number | null
  readonly unmapped: readonly Unmapped[]
}

const WH_PER_KWH = 1000
/** Prices without a reading type are taken to be per kilowatt-hour. */
const KILO = 3

/**
 * @param currency - of the simulation, ISO 4217 number as in CURRENCY
 * @param own - the simulation's tariff, whose prices are no command; null where every price is one
 */
export function priceCommand(
  inEffect: ReadonlyMap<string, ProgramEvent<PriceContent>>,
  currency: number,
  own: OwnTariff | null = null,
): MappedPrices {
  const [purchase, feedIn] = (['purchase', 'feedIn'] as const).map((side) => {
    const event = inEffect.get(PRICE_TARGET[side])
    const { rate, unmapped } = mapPrice(event?.content, currency)
    const isOwn = event !== undefined && rate !== null && own?.says(side, rate, event.event.interval) === true
    return { rate: isOwn ? null : rate, unmapped }
  })
  return {
    purchaseRate: purchase.rate,
    feedInRate: feedIn.rate,
    unmapped: [...purchase.unmapped, ...feedIn.unmapped],
  }
}

interface MappedPrice {
  readonly rate: number | null
  readonly unmapped: readonly Unmapped[]
}

function mapPrice(content: PriceContent | undefined, currency: number): MappedPrice {
  if (content === undefined) return { rate: null, unmapped: [] }
  const { tariff, readingType, blocks } = content
  const other = tariff.currency ?? CURRENCY.notApplicable
  if (other !== CURRENCY.notApplicable && other !== currency) {
    return { rate: null, unmapped: [{ field: 'TariffProfile.currency', reason: `${other} is not ${currency}` }] }
  }
  const ordered = [...blocks].sort((a, b) => a.startValue - b.startValue)
  const price = ordered.at(0)?.price
  if (price === undefined) {
    return { rate: null, unmapped: [{ field: 'ConsumptionTariffInterval.price', reason: 'there is none' }] }
  }
  const perUnit = scaled(price, tariff.pricePowerOfTenMultiplier ?? 0)
  const multiplier = readingType === null ? KILO : (readingType.powerOfTenMultiplier ?? 0)
  const laterBlocks = { field: 'ConsumptionTariffInterval', reason: 'the price of the first block holds for all' }
  return { rate: (perUnit * WH_PER_KWH) / scaled(1, multiplier), unmapped: ordered.length > 1 ? [laterBlocks] : [] }
}
