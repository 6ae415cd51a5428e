/** @module What the score of a recorded opportunity is made of. */

import { TRADING_PREFERENCES } from '../../campus/meter.ts'
import type { JournalRecord } from '../../journal/record-batch.ts'
import type { MeterEntry } from '../../journal/run-manifest.ts'
import { MICRO_PER_UNIT } from '../../market/money.ts'
import { SCORE_WEIGHTS, SUM_OF_WEIGHTS, strategyCompatibility } from '../../market/opportunity-score.ts'
import { MILLI_WH_PER_KWH } from '../../units/energy.ts'
import type { SlotOrders } from './slot-orders.ts'

/** Each from 0 to 1, before its weight. */
export interface ScoreParts {
  readonly spread: number
  readonly energy: number
  readonly distance: number
  readonly strategy: number
  readonly reliability: number
}

const NAMES: readonly string[] = TRADING_PREFERENCES

/** Scores have six decimals and reliability one fifteenth of the weight: more digits are not known. */
const DIGITS = 1e4

/**
 * The parts of the scores of a slot's opportunities, in their order. Reliability is what the others leave of the score.
 *
 * @returns null for an opportunity whose orders are not there
 */
export function scoreParts(
  opportunities: readonly JournalRecord[],
  slot: JournalRecord,
  { book, preference }: Pick<SlotOrders, 'book' | 'preference'>,
  meters: readonly MeterEntry[],
): readonly (ScoreParts | null)[] {
  const placeOf = new Map(meters.map(({ meter_id }, place) => [meter_id, place]))
  const ordered = new Map<number, number>()
  for (const { size, meter, quantity } of [book.bids, book.offers]) {
    for (let i = 0; i < size; i++) ordered.set(meter[i], quantity[i])
  }
  const gridSpread = Math.round((Number(slot.grid_purchase_rate) - Number(slot.grid_feed_in_rate)) * MICRO_PER_UNIT)
  return opportunities.map((record) => {
    const [seller, buyer] = [placeOf.get(String(record.seller_id)), placeOf.get(String(record.buyer_id))]
    if (seller === undefined || buyer === undefined) return null
    const larger = Math.max(ordered.get(seller) ?? 0, ordered.get(buyer) ?? 0)
    const [ask, bid] = [seller, buyer].map((place) => NAMES.indexOf(preference[place] ?? ''))
    if (larger === 0 || ask === undefined || bid === undefined || ask < 0 || bid < 0) return null
    const known = {
      spread: gridSpread > 0 ? Math.min(1, (Number(record.spread) * MICRO_PER_UNIT) / gridSpread) : 0,
      energy: Math.min(1, (Number(record.energy) * MILLI_WH_PER_KWH) / larger),
      distance: Number(record.distance_factor),
      strategy: strategyCompatibility(ask, bid),
    }
    const counted = (['spread', 'energy', 'distance', 'strategy'] as const).reduce(
      (sum, part) => sum + SCORE_WEIGHTS[part] * known[part],
      0,
    )
    const reliability = (Number(record.score) * SUM_OF_WEIGHTS - counted) / SCORE_WEIGHTS.reliability
    return rounded({ ...known, reliability: Math.min(1, Math.max(0, reliability)) })
  })
}

function rounded({ spread, energy, distance, strategy, reliability }: ScoreParts): ScoreParts {
  const round = (value: number): number => Math.round(value * DIGITS) / DIGITS
  return {
    spread: round(spread),
    energy: round(energy),
    distance,
    strategy: round(strategy),
    reliability: round(reliability),
  }
}
