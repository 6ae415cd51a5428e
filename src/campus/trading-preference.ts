/** @module How daringly a meter trades: as its campus file says, or drawn. */

import { type Random, STREAM } from '../random/random.ts'
import { TRADING_PREFERENCES, type TradingPreference } from './meter.ts'

/** Step of the strategy stream at which a meter's preference is drawn. */
const PREFERENCE_STEP = 0

/**
 * A meter's trading preference: the given one, or one of the three with equal chance.
 *
 * @param random - the run's random streams
 * @param index - the meter's index in its fleet
 * @param given - the preference stated for this meter, if any
 * @returns a function of (seed, index) alone
 */
export function tradingPreferenceOf(random: Random, index: number, given?: TradingPreference): TradingPreference {
  if (given !== undefined) {
    return given
  }
  const deviate = random.uniform(STREAM.strategy, index, PREFERENCE_STEP)
  return TRADING_PREFERENCES[Math.floor(deviate * TRADING_PREFERENCES.length)]
}
