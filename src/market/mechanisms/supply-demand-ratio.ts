/** @module Supply–demand ratio: the scarcer local energy is, the closer its price is to the grid's. */

import type { ClearingMechanism } from '../clearing-mechanism.ts'
import { type LocalBalance, shareLocally } from './local-sharing.ts'

/**
 * Shares all local energy at a price that falls with the ratio r = G / D of local generation to demand.
 *
 * r ≤ 1: price = p_sell·p_buy / ((p_buy − p_sell)·r + p_sell); r > 1: price = p_sell, where p_buy is the grid's
 * purchase price and p_sell its feed-in price. Sellers receive it, and buyers, who take the rest from the grid, end with
 * the published blended rate price·r + p_buy·(1 − r).
 *
 * Members are price takers: limits are ignored. Nobody is worse off than with the grid alone as long as
 * p_sell ≤ p_buy. The budget is exact. Where the grid pays nothing for feed-in, local energy costs nothing.
 *
 * @see Liu, N., Yu, X., Wang, C., Li, C., Ma, L., Lei, J. 2017, Energy-sharing model with price-based demand response
 * for microgrids of peer-to-peer prosumers, IEEE Transactions on Power Systems 32(5), doi:10.1109/TPWRS.2017.2649558
 */
export const supplyDemandRatio: ClearingMechanism = {
  name: 'supply-demand-ratio',
  clear(book, rules) {
    return shareLocally(book, rules, (balance) => ratioPrice(rules.gridPurchasePrice, rules.gridFeedInPrice, balance))
  },
}

/** The price, rounded half up [micro-units/kWh]: both sides of the fraction times D, in integers of any size. */
function ratioPrice(purchasePrice: number, feedInPrice: number, { supply, demand }: LocalBalance): number {
  if (feedInPrice === 0 || supply >= demand) {
    return feedInPrice
  }
  const numerator = BigInt(feedInPrice) * BigInt(purchasePrice) * BigInt(demand)
  const denominator = BigInt(purchasePrice) * BigInt(supply) + BigInt(feedInPrice) * BigInt(demand - supply)
  return Number((2n * numerator + denominator) / (2n * denominator))
}
