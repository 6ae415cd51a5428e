/** @module Mid-market rate: neighbours trade halfway between what the grid asks and what it pays. */

import type { ClearingMechanism } from '../clearing-mechanism.ts'
import { shareLocally } from './local-sharing.ts'

/**
 * Shares all local energy at m = (p_buy + p_sell) / 2, p_buy being the grid's purchase price and p_sell its feed-in
 * price, rounded half up to a whole micro-unit.
 *
 * With generation G and demand D, and the rest traded with the grid, members end with the published blended rates:
 * G < D: sellers m, buyers (m·G + p_buy·(D − G)) / D; G > D: buyers m, sellers (m·D + p_sell·(G − D)) / G.
 *
 * Members are price takers: limits are ignored. Nobody is worse off than with the grid alone as long as
 * p_sell ≤ p_buy. The budget is exact.
 *
 * @see Long, C., Wu, J., Zhang, C., Thomas, L., Cheng, M., Jenkins, N. 2017, Peer-to-peer energy trading in a community
 * microgrid, IEEE Power & Energy Society General Meeting
 */
export const midMarketRate: ClearingMechanism = {
  name: 'mid-market-rate',
  clear(book, rules) {
    return shareLocally(book, rules, () => Math.round((rules.gridPurchasePrice + rules.gridFeedInPrice) / 2))
  },
}
