/** @module Prices in effect in the words of the simulation. */

import type { Unmapped } from './der-command.ts'
import type { PriceContent } from './price-events.ts'
import type { ProgramEvent } from './program-event.ts'

/** Null returns to the simulation's own tariff [currency/kWh]. */
export interface MappedPrices {
  readonly purchaseRate: number | null
  readonly feedInRate: number | null
  readonly unmapped: readonly Unmapped[]
}

/** @param currency - of the simulation, ISO 4217 number as in CURRENCY */
export function priceCommand(
  inEffect: ReadonlyMap<string, ProgramEvent<PriceContent>>,
  currency: number,
): MappedPrices {
  throw new Error(`not there yet: ${inEffect.size} ${currency}`)
}
