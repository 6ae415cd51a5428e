/** @module The price outlook among a tick's conditions: written by the main thread, read by every kernel. */

import type { PriceOutlook } from '../physics/battery/dispatch/price-outlook.ts'
import { CONDITION, type SiteConditions } from './site-conditions.ts'

/** Writes the outlook of a slot. */
export function writePriceOutlook(outlook: Readonly<PriceOutlook>, { scalars }: SiteConditions): void {
  scalars[CONDITION.buyPrice] = outlook.buyPrice
  scalars[CONDITION.sellPrice] = outlook.sellPrice
  scalars[CONDITION.cheapPrice] = outlook.cheapPrice
  scalars[CONDITION.dearPrice] = outlook.dearPrice
  scalars[CONDITION.needPrice] = outlook.needPrice
  scalars[CONDITION.keepPrice] = outlook.keepPrice
  scalars[CONDITION.wearPerKwh] = outlook.wearPerKwh
}

/** Refills an outlook from the conditions. */
export function readPriceOutlook({ scalars }: SiteConditions, out: PriceOutlook): void {
  out.buyPrice = scalars[CONDITION.buyPrice]
  out.sellPrice = scalars[CONDITION.sellPrice]
  out.cheapPrice = scalars[CONDITION.cheapPrice]
  out.dearPrice = scalars[CONDITION.dearPrice]
  out.needPrice = scalars[CONDITION.needPrice]
  out.keepPrice = scalars[CONDITION.keepPrice]
  out.wearPerKwh = scalars[CONDITION.wearPerKwh]
}
