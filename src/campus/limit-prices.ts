/** @module The trading preference of a meter and the limit prices that follow from it. */

import type { Settings } from '../config/settings.ts'
import { type Random, STREAM, toUniform } from '../random/random.ts'
import { TRADING_PREFERENCES, type TradingPreference } from './meter.ts'

/** The configured bounds of limit prices [currency/kWh]. */
export type PriceBounds = Pick<Settings, 'minSellPrice' | 'maxSellPrice' | 'minBuyPrice' | 'maxBuyPrice'>

export interface TradingStance {
  readonly tradingPreference: TradingPreference
  /** What the meter asks for its energy [currency/kWh]. */
  readonly maxSellPrice: number
  /** What the meter is ready to pay [currency/kWh]. */
  readonly maxBuyPrice: number
}

/**
 * Where in the range of prices each preference asks; it bids in the mirrored band.
 *
 * An aggressive trader holds out for the best price on both sides of the market, a conservative one makes sure to trade.
 */
const ASKING_BAND: Readonly<Record<TradingPreference, readonly [from: number, to: number]>> = {
  Conservative: [0, 1 / 3],
  Moderate: [1 / 3, 2 / 3],
  Aggressive: [2 / 3, 1],
}

/** Step of the strategy stream at which a meter's stance is drawn. */
const STANCE_STEP = 0

/** Prices are quoted to a hundredth of a cent. */
const PRICE_SCALE = 10_000

function priceWithin(min: number, max: number, fraction: number): number {
  const rounded = Math.round((min + (max - min) * fraction) * PRICE_SCALE) / PRICE_SCALE
  return Math.min(max, Math.max(min, rounded))
}

/**
 * A meter's trading preference (one of three with equal chance unless given) and its first limit prices.
 *
 * Ask = min + (max − min) · f and bid = min + (max − min) · (1 − g), with f and g uniform in the preference's band:
 * the lowest third of the range for Conservative, the middle for Moderate, the highest for Aggressive. Prices never
 * leave the configured bounds.
 *
 * @param random - the run's random streams
 * @param index - the meter's index in its fleet
 * @param bounds - limits of the prices [currency/kWh]
 * @param given - the preference stated for this meter, if any
 * @returns preference and limit prices [currency/kWh], a function of (seed, index) alone
 */
export function tradingStance(
  random: Random,
  index: number,
  bounds: PriceBounds,
  given?: TradingPreference,
): TradingStance {
  const words = random.words(STREAM.strategy, index, STANCE_STEP)
  const drawn = TRADING_PREFERENCES[Math.floor(toUniform(words[0]) * TRADING_PREFERENCES.length)]
  const tradingPreference = given ?? drawn
  const [from, to] = ASKING_BAND[tradingPreference]
  const askFraction = from + (to - from) * toUniform(words[1])
  const bidFraction = 1 - (from + (to - from) * toUniform(words[2]))
  return {
    tradingPreference,
    maxSellPrice: priceWithin(bounds.minSellPrice, bounds.maxSellPrice, askFraction),
    maxBuyPrice: priceWithin(bounds.minBuyPrice, bounds.maxBuyPrice, bidFraction),
  }
}
