/** @module The three trading preferences as price policies: where a meter starts, how far it goes, how fast it learns. */

import { TRADING_PREFERENCES, type TradingPreference } from '../../campus/meter.ts'

/**
 * How one preference prices its orders.
 *
 * Prices are placed by λ, the share of the spread between the grid's prices that a meter wants the other side to
 * concede: 0 is its own grid alternative, 1 that of the other side. Every λ stays in [0, highest]: each band reaches
 * down to 0, because who does not trade at all gains nothing by holding out.
 */
interface PricePolicy {
  /** λ of the first order. */
  readonly start: number
  /** Largest λ ever asked for. */
  readonly highest: number
  /** What an order that stays unfilled gives up at least, of the spread and per slot. */
  readonly step: number
  /** Share of the distance down to the market's price that an unfilled order gives up per slot besides. */
  readonly yielding: number
  /** Share of the distance up to the market's price that a filled order claims per slot. */
  readonly claiming: number
}

/**
 * A conservative trader makes sure to trade and yields fast; an aggressive one holds out, yields slowly and claims fast.
 *
 * The rates span the learning rates of zero-intelligence-plus traders, 0.1 to 0.5; the steps give an unfilled order up
 * to the grid's price within 6, 20 and 45 slots.
 *
 * @see D. Cliff, J. Bruten, 1997, Zero is not enough: on the lower limit of agent intelligence for continuous double
 * auction markets, Hewlett-Packard Laboratories HPL-97-141
 */
const PRICE_POLICIES: Readonly<Record<TradingPreference, PricePolicy>> = {
  Conservative: { start: 0.15, highest: 0.3, step: 0.05, yielding: 0.5, claiming: 0.1 },
  Moderate: { start: 0.35, highest: 0.6, step: 0.03, yielding: 0.3, claiming: 0.3 },
  Aggressive: { start: 0.6, highest: 0.9, step: 0.02, yielding: 0.1, claiming: 0.5 },
}

/** The policies by index in {@link TRADING_PREFERENCES}, as a fleet's columns hold preferences. */
export const POLICY_OF_PREFERENCE: readonly PricePolicy[] = TRADING_PREFERENCES.map((name) => PRICE_POLICIES[name])
