/** @module The schedule of a tariff ahead, as a utility server is told it. */

import type { GridPrices } from '../../../market/tariff.ts'
import type { TariffPeriod } from './tariff-records.ts'

const MICRO = 1e6

/**
 * Periods of equal prices.
 *
 * @param pricesAt - the tariff at an instant [s since 1970 UTC]
 * @param from - first instant, at which a step begins [s since 1970 UTC]
 * @param until - end of the last period [s since 1970 UTC]
 * @param stepSeconds - a divisor of every period of the tariff, such as a market slot [s]
 */
export function tariffPeriods(
  pricesAt: (second: number) => GridPrices,
  from: number,
  until: number,
  stepSeconds: number,
): TariffPeriod[] {
  const periods: TariffPeriod[] = []
  for (let start = from; start < until; start += stepSeconds) {
    const { purchase, feedIn } = pricesAt(start)
    const duration = Math.min(stepSeconds, until - start)
    const [purchaseRate, feedInRate] = [purchase / MICRO, feedIn / MICRO]
    const last = periods.at(-1)
    if (last !== undefined && last.purchaseRate === purchaseRate && last.feedInRate === feedInRate) {
      periods[periods.length - 1] = { ...last, duration: last.duration + duration }
    } else {
      periods.push({ start, duration, purchaseRate, feedInRate })
    }
  }
  return periods
}
