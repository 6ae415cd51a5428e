/** @module Prices that make no sense: of the grid, and of the market beside it. */

import type { AlertBook, Moment } from './alert-book.ts'
import { PRICE_RESOLUTION } from './alert-limits.ts'
import type { JudgedCampus, JudgedReading, JudgedSlot } from './judged-campus.ts'

export function judgeSpread(campus: JudgedCampus, reading: JudgedReading, book: AlertBook, at: Moment): void {
  const { grid_feed_in_rate: paid, grid_purchase_rate: charged } = reading
  const verdict = charged < paid - PRICE_RESOLUTION ? 'wrong' : 'right'
  book.judge('negative_spread', campus.name, verdict, at, () => ({
    message: `The grid charges ${charged} and pays ${paid} ${campus.currency}/kWh.`,
    value: charged,
    limit: paid,
    unit: `${campus.currency}/kWh`,
  }))
}

/** A slot without trades has no price, and says nothing. */
export function judgePrice(campus: JudgedCampus, slot: JudgedSlot, book: AlertBook): void {
  const { price, grid_feed_in_rate: lowest, grid_purchase_rate: highest } = slot
  if (price === null) return
  const isLow = price < lowest - PRICE_RESOLUTION
  const verdict = isLow || price > highest + PRICE_RESOLUTION ? 'wrong' : 'right'
  const limit = isLow ? lowest : highest
  const finding = () => {
    const words = isLow ? `below the ${lowest} the grid pays` : `above the ${highest} the grid charges`
    const unit = `${campus.currency}/kWh`
    return { message: `The market's mean price of ${price} ${unit} is ${words}.`, value: price, limit, unit }
  }
  book.judge('price_out_of_bounds', campus.name, verdict, moment(slot.timestamp), finding, moment(slot.slot_start))
}

function moment(text: string): Moment {
  const ms = Date.parse(text)
  return { heldMs: ms, campusMs: ms }
}
