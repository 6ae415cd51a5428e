/**
 * @module The orders of a recorded slot. No stream has them, and none has to: an order is what a meter imported or
 * exported, which its settlement says, at the limit that all of its readings in the slot carry.
 */

import type { MeterEntry } from '../../journal/run-manifest.ts'
import { toMicro } from '../../market/money.ts'
import type { OrderBook } from '../../market/order-book.ts'
import { formOrders } from '../../market/slot-orders.ts'
import { MILLI_WH_PER_KWH } from '../../units/energy.ts'
import type { JsonObject } from '../json-object.ts'
import type { MarketTerms } from '../market-terms.ts'
import type { RecordedRun } from './recorded-run.ts'
import type { RecordedSlot } from './recorded-slot.ts'
import { instantLiteral } from './sql-text.ts'

export interface SlotOrders {
  /** Meters are places in the fleet. */
  readonly book: OrderBook
  /** What each meter bought and sold of it [mWh], by place in the fleet. */
  readonly bought: Float64Array
  readonly sold: Float64Array
  /** By place in the fleet. */
  readonly preference: readonly string[]
  /** Whether these are all orders the slot's record counts; others have not been delivered yet. */
  readonly isComplete: boolean
}

export async function slotOrders(
  recorded: RecordedRun,
  meters: readonly MeterEntry[],
  terms: MarketTerms,
  { record, endMs }: Pick<RecordedSlot, 'record' | 'endMs'>,
): Promise<SlotOrders> {
  const at = `"time" = ${instantLiteral(endMs)}`
  const [settlements, quotes] = await Promise.all([
    recorded.rows(
      'settlements',
      `select meter_id, energy_bought, energy_sold, energy_from_grid, energy_to_grid from settlements where ${at}`,
    ),
    recorded.rows(
      'readings',
      `select meter_id, max_sell_price, max_buy_price, trading_preference from energy_readings_enhanced where ${at}`,
    ),
  ])
  const placeOf = new Map(meters.map(({ meter_id }, place) => [meter_id, place]))
  const column = (): Float64Array => new Float64Array(meters.length)
  const [imported, exported, bought, sold, ask, bid] = [column(), column(), column(), column(), column(), column()]
  const preference = meters.map(() => '')
  const quoted = new Set<number>()
  forPlaces(quotes, placeOf, (place, row) => {
    quoted.add(place)
    ask[place] = toMicro(Number(row.max_sell_price))
    bid[place] = toMicro(Number(row.max_buy_price))
    preference[place] = String(row.trading_preference)
  })
  forPlaces(settlements, placeOf, (place, row) => {
    if (!quoted.has(place)) return
    bought[place] = milliWh(row.energy_bought)
    sold[place] = milliWh(row.energy_sold)
    imported[place] = bought[place] + milliWh(row.energy_from_grid)
    exported[place] = sold[place] + milliWh(row.energy_to_grid)
  })
  const { smallestTradeKwh, largestOrderKwh } = terms
  const smallest = milliWh(smallestTradeKwh)
  const largest = largestOrderKwh === null ? Number.POSITIVE_INFINITY : milliWh(largestOrderKwh)
  const book = formOrders({ imported, exported, ask, bid, smallest, largest })
  const isComplete = book.bids.size === record.bids && book.offers.size === record.offers
  return { book, bought, sold, preference, isComplete }
}

function forPlaces(
  rows: readonly JsonObject[],
  placeOf: ReadonlyMap<string, number>,
  take: (place: number, row: JsonObject) => void,
): void {
  for (const row of rows) {
    const place = placeOf.get(String(row.meter_id))
    if (place !== undefined) take(place, row)
  }
}

/** Records have whole milliwatt-hours to their last decimal. */
function milliWh(kwh: unknown): number {
  return Math.round(Number(kwh) * MILLI_WH_PER_KWH)
}
