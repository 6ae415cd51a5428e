/** @module What clearing makes of a book: quantities between a bid and an offer, and the money for them. */

import { Workspace } from './workspace.ts'

/** Matches as growing columns; index i is match i. */
export interface Matches {
  size: number
  /** Index of the bid and of the offer in the book. */
  bid: Int32Array
  offer: Int32Array
  /** Energy that changes hands [mWh], whole numbers above 0. */
  quantity: Float64Array
  /** What the buyer pays and the seller receives, before network fees [micro-units], whole numbers. */
  paid: Float64Array
  received: Float64Array
}

/** Empty columns with room for `capacity` matches. */
export function createMatches(capacity = 64, space = new Workspace()): Matches {
  return {
    size: 0,
    bid: space.ints(capacity),
    offer: space.ints(capacity),
    quantity: space.doubles(capacity),
    paid: space.doubles(capacity),
    received: space.doubles(capacity),
  }
}

/** Appends one match. */
export function addMatch(
  matches: Matches,
  bid: number,
  offer: number,
  quantity: number,
  paid: number,
  received: number,
): void {
  if (matches.size === matches.quantity.length) {
    grow(matches)
  }
  const at = matches.size
  matches.bid[at] = bid
  matches.offer[at] = offer
  matches.quantity[at] = quantity
  matches.paid[at] = paid
  matches.received[at] = received
  matches.size = at + 1
}

function grow(matches: Matches): void {
  const capacity = Math.max(1, 2 * matches.quantity.length)
  const bid = new Int32Array(capacity)
  const offer = new Int32Array(capacity)
  bid.set(matches.bid)
  offer.set(matches.offer)
  matches.bid = bid
  matches.offer = offer
  for (const name of ['quantity', 'paid', 'received'] as const) {
    const column = new Float64Array(capacity)
    column.set(matches[name])
    matches[name] = column
  }
}
