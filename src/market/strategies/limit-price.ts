/** @module The limit prices that follow from a meter's concession: what it asks, what it bids. */

/** What limit prices are measured against and kept within [whole micro-units/kWh]. */
export interface PriceBounds {
  readonly minSell: number
  readonly maxSell: number
  readonly minBuy: number
  readonly maxBuy: number
  /** What the grid pays a seller and asks of a buyer: everybody's alternative. */
  readonly feedIn: number
  readonly purchase: number
  /** Whether limits never make a participant worse off than the grid; switched off for research only. */
  readonly rational: boolean
}

/**
 * The least a seller accepts.
 *
 * ask = feedIn + λ · (purchase − feedIn), within the sellers' bounds; a rational seller asks at least the feed-in rate,
 * also where the bounds lie below it.
 *
 * @param lambda - share of the spread the buyer should concede, 0 to 1
 * @param bounds - the slot's prices [micro-units/kWh]
 * @returns [micro-units/kWh], a whole number
 */
export function askPrice(lambda: number, bounds: PriceBounds): number {
  const { minSell, maxSell, feedIn, purchase, rational } = bounds
  const ask = Math.min(maxSell, Math.max(minSell, feedIn + Math.round(lambda * (purchase - feedIn))))
  return rational && ask < feedIn ? feedIn : ask
}

/**
 * The most a buyer pays.
 *
 * bid = purchase − λ · (purchase − feedIn), within the buyers' bounds; a rational buyer bids at most the purchase rate,
 * also where the bounds lie above it.
 *
 * @param lambda - share of the spread the seller should concede, 0 to 1
 * @param bounds - the slot's prices [micro-units/kWh]
 * @returns [micro-units/kWh], a whole number
 */
export function bidPrice(lambda: number, bounds: PriceBounds): number {
  const { minBuy, maxBuy, feedIn, purchase, rational } = bounds
  const bid = Math.min(maxBuy, Math.max(minBuy, purchase - Math.round(lambda * (purchase - feedIn))))
  return rational && bid > purchase ? purchase : bid
}
