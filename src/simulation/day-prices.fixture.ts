/** @module A price outlook by the hour for engines without a market: cheap at noon, dear in the evening. */

import type { PriceOutlook } from '../physics/battery/dispatch/price-outlook.ts'

/** @param hour - local time of day [h] */
export function dayPrices(hour: number): PriceOutlook {
  const isCheap = hour >= 11 && hour < 13
  const isDear = hour >= 19 && hour < 21
  return {
    buyPrice: isCheap ? 0.15 : isDear ? 0.28 : 0.26,
    sellPrice: isCheap ? 0.12 : isDear ? 0.26 : 0.2,
    cheapPrice: 0.15,
    dearPrice: 0.26,
    needPrice: 0.28,
    // The second dear hour has something to sell.
    keepPrice: hour >= 20 || isCheap ? 0 : 0.28,
    wearPerKwh: 0.03,
  }
}
