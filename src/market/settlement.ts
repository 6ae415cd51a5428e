/** @module Settling a slot: trades as agreed, the rest at the grid's rates, every amount from one account to another. */

import { amountMicro } from './money.ts'
import type { SlotTrades } from './slot-clearing.ts'
import type { GridPrices } from './tariff.ts'

/** What every meter took from and gave to the network in one slot [mWh]. */
export interface SlotEnergies {
  readonly imported: Float64Array
  readonly exported: Float64Array
}

/** Accounts that belong to no meter; in a settlement they follow the accounts of the meters in this order. */
export const SYSTEM_ACCOUNTS = ['grid', 'network', 'operator'] as const
export type SystemAccount = (typeof SYSTEM_ACCOUNTS)[number]

/** Per-meter columns of a settlement. */
const METER_COLUMNS = [
  'bought',
  'sold',
  'fromGrid',
  'toGrid',
  'paid',
  'received',
  'fee',
  'gridPaid',
  'gridReceived',
  'gridOnly',
] as const satisfies readonly (keyof Settlement)[]

/** A settled slot: columns by meter, written anew for every slot. Amounts are whole micro-units, energies whole mWh. */
export interface Settlement {
  readonly meters: number
  /** Energy from and to other meters. */
  readonly bought: Float64Array
  readonly sold: Float64Array
  /** Energy from and to the grid: what was not traded. */
  readonly fromGrid: Float64Array
  readonly toGrid: Float64Array
  /** Money to and from other meters, by way of the operator, and fees to the network. */
  readonly paid: Float64Array
  readonly received: Float64Array
  readonly fee: Float64Array
  /** Money to and from the grid. */
  readonly gridPaid: Float64Array
  readonly gridReceived: Float64Array
  /** What the balance would have been with the same energies and no trade. */
  readonly gridOnly: Float64Array
  /** What each account gained: the meters, then SYSTEM_ACCOUNTS. Sums to 0. */
  readonly balance: Float64Array
}

/** Columns for a fleet, to be used slot after slot. */
export function createSettlement(meters: number): Settlement {
  const column = (): Float64Array => new Float64Array(meters)
  return {
    meters,
    bought: column(),
    sold: column(),
    fromGrid: column(),
    toGrid: column(),
    paid: column(),
    received: column(),
    fee: column(),
    gridPaid: column(),
    gridReceived: column(),
    gridOnly: column(),
    balance: new Float64Array(meters + SYSTEM_ACCOUNTS.length),
  }
}

/** Where a system account stands in the balances of a settlement. */
export function systemAccountIndex(meters: number, account: SystemAccount): number {
  return meters + SYSTEM_ACCOUNTS.indexOf(account)
}

/**
 * Settles one slot.
 *
 * A buyer pays `paid` to the operator and `fee` to the network, the operator pays `received` to the seller; the operator
 * keeps the difference, or bears it. What a meter took and did not buy it buys from the grid, what it gave and did not
 * sell the grid takes. The rest costs what all would cost less what the traded part would cost, each rounded once:
 * `amount(purchase, imported) − amount(purchase, bought)`. So a meter with one trade no worse than the grid is never
 * worse off by rounding; each further rounded amount may cost it half a micro-unit.
 *
 * Exact while the sum of a slot's amounts stays below 2^53 micro-units (9·10⁹ of the currency).
 *
 * @param out - the columns of the fleet; what they held is lost
 * @throws RangeError when a meter sold more than it gave or bought more than it took; `out` is then undefined
 */
export function settleSlot(trades: SlotTrades, energies: SlotEnergies, prices: GridPrices, out: Settlement): void {
  for (const name of METER_COLUMNS) out[name].fill(0)
  out.balance.fill(0)
  settleTrades(trades, out)
  settleWithGrid(energies, prices, out)
}

function settleTrades(trades: SlotTrades, out: Settlement): void {
  const network = systemAccountIndex(out.meters, 'network')
  const operator = systemAccountIndex(out.meters, 'operator')
  for (let i = 0; i < trades.size; i++) {
    const buyer = trades.buyer[i]
    const seller = trades.seller[i]
    out.bought[buyer] += trades.quantity[i]
    out.sold[seller] += trades.quantity[i]
    out.paid[buyer] += trades.paid[i]
    out.received[seller] += trades.received[i]
    out.fee[buyer] += trades.fee[i]
    move(out.balance, buyer, operator, trades.paid[i])
    move(out.balance, operator, seller, trades.received[i])
    move(out.balance, buyer, network, trades.fee[i])
  }
}

function settleWithGrid({ imported, exported }: SlotEnergies, prices: GridPrices, out: Settlement): void {
  const grid = systemAccountIndex(out.meters, 'grid')
  for (let i = 0; i < out.meters; i++) {
    if (out.bought[i] > imported[i] || out.sold[i] > exported[i]) {
      throw new RangeError(`meter ${i} traded more than it measured`)
    }
    const purchase = amountMicro(prices.purchase, imported[i])
    const feedIn = amountMicro(prices.feedIn, exported[i])
    const gridPaid = purchase - amountMicro(prices.purchase, out.bought[i])
    const gridReceived = feedIn - amountMicro(prices.feedIn, out.sold[i])
    out.fromGrid[i] = imported[i] - out.bought[i]
    out.toGrid[i] = exported[i] - out.sold[i]
    out.gridOnly[i] = feedIn - purchase
    out.gridPaid[i] = gridPaid
    out.gridReceived[i] = gridReceived
    move(out.balance, i, grid, gridPaid)
    move(out.balance, grid, i, gridReceived)
  }
}

/** One entry on each side: what one account loses another gains. */
function move(balance: Float64Array, from: number, to: number, amount: number): void {
  balance[from] -= amount
  balance[to] += amount
}
