/** @module The columns that the records of a slot are made of, whatever kind of array holds them. */

type Columns<Name extends string> = Readonly<Record<Name, ArrayLike<number>>>

/** What a trade's record is made of, see `SlotTrades`; index i is trade i. */
export const TRADE_COLUMNS = ['buyer', 'seller', 'quantity', 'paid', 'received', 'fee', 'level'] as const

export interface TradeColumns extends Columns<(typeof TRADE_COLUMNS)[number]> {
  readonly size: number
}

/** What an opportunity's record is made of, see `OpportunityColumns`; index i is the one of rank i + 1. */
export const OPPORTUNITY_COLUMNS = ['seller', 'buyer', 'quantity', 'price', 'spread', 'distance', 'score'] as const

export interface RankedColumns extends Columns<(typeof OPPORTUNITY_COLUMNS)[number]> {
  readonly size: number
}

/** What a settlement's record is made of, see `Settlement`; index i is meter i. */
export const SETTLEMENT_COLUMNS = [
  'bought',
  'sold',
  'fromGrid',
  'toGrid',
  'paid',
  'received',
  'fee',
  'gridPaid',
  'gridReceived',
  'balance',
  'gridOnly',
] as const

export interface SettledColumns extends Columns<(typeof SETTLEMENT_COLUMNS)[number]> {
  readonly meters: number
}

/**
 * What the campus as one meter came to in a slot [mWh]: generated, consumed, and the sums over its intervals of
 * min(generated, consumed + charged) and of min(consumed, generated + discharged).
 */
export const CAMPUS_SUMS = ['generated', 'consumed', 'selfConsumed', 'selfSupplied'] as const
export type CampusSums = Readonly<Record<(typeof CAMPUS_SUMS)[number], number>>
