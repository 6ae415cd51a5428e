/** @module The order book of the continuous market with many resting orders. */

import { ContinuousBook } from '../src/market/continuous-book.ts'
import { congruential, HIGHEST, LARGEST_MILLI_WH, LOWEST } from './generated-orders.ts'
import { processorNs, type Spread, spreadOf, timeInTurns } from './rounds.ts'

export interface OrderBookResult {
  /** An order that comes to rest, as a full book is built [processor ns]. */
  readonly restingNs: Spread
  /** An event in a full book: two in five are orders that rest, two withdraw one, one trades [processor ns]. */
  readonly eventNs: Spread
  readonly tradesPerEvent: number
}

/** Bids rest in the lower half of the tariff's spread, offers in its upper [micro-units/kWh]. */
const MIDDLE = (LOWEST + HIGHEST) / 2
const METERS = 100_000

/**
 * Costs in a book of so many resting orders.
 *
 * @param tick - distance of prices [micro-units/kWh]: 1 gives most orders a price of their own
 */
export async function measureOrderBook(resting: number, tick: number, rounds: number): Promise<OrderBookResult> {
  // few enough to leave the book about as full as it was
  const events = Math.ceil(resting / 5)
  let trades = 0
  let book: ContinuousBook
  let draw: () => number
  let waiting: Int32Array
  const price = (isBid: boolean): number => {
    const away = tick * Math.floor(((MIDDLE - LOWEST) / tick) * draw())
    return isBid ? MIDDLE - tick - away : MIDDLE + away
  }
  const submit = (isBid: boolean, limit: number): number => {
    const quantity = 1 + Math.floor(LARGEST_MILLI_WH * draw())
    return book.submit(isBid ? 'bid' : 'offer', Math.floor(METERS * draw()), quantity, limit)
  }
  const fill = (): void => {
    trades = 0
    book = new ContinuousBook(() => {
      trades++
    })
    draw = congruential(42)
    waiting = new Int32Array(resting)
    for (let i = 0; i < resting; i++) {
      waiting[i] = submit(i % 2 === 0, price(i % 2 === 0))
    }
  }
  const live = (): void => {
    let place = 0
    for (let i = 0; i < events; i++) {
      const isBid = draw() < 0.5
      if (i % 5 === 0) {
        submit(isBid, isBid ? HIGHEST : LOWEST)
      } else if (i % 2 === 0) {
        waiting[place] = submit(isBid, price(isBid))
      } else {
        place = Math.floor(resting * draw())
        book.cancel(waiting[place])
      }
    }
  }
  const [filling, living] = await timeInTurns(processorNs, [fill, live], rounds, 1)
  return {
    restingNs: spreadOf(filling.map((ns) => ns / resting)),
    eventNs: spreadOf(living.map((ns) => ns / events)),
    tradesPerEvent: trades / events,
  }
}
