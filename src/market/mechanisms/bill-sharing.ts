/** @module Bill sharing: one bill for the community's imports, one income for its exports, each divided by energy. */

import type { ClearingMechanism } from '../clearing-mechanism.ts'
import { shareLocally } from './local-sharing.ts'

/**
 * Shares all local energy for nothing.
 *
 * The rule divides the community's import cost by its demand D, and its export income by its generation G, each the sum
 * over the members of what they want from or offer to the others in the slot. With the grid's purchase price p_buy and
 * feed-in price p_sell, buyers pay p_buy·(D − G)⁺ / D and sellers get p_sell·(G − D)⁺ / G for each kWh of their orders.
 * That is what members pay and get when every order receives the same part of the local energy at price 0 and settles
 * the rest with the grid, and in this form the budget is exact, however amounts are rounded.
 *
 * Limits are ignored, and the rule is **not individually rational**: a seller gives away for nothing what the grid would
 * have paid p_sell for. It is here because it is common, as a rule to compare others with.
 *
 * @see Long, C., Wu, J., Zhang, C., Thomas, L., Cheng, M., Jenkins, N. 2017, Peer-to-peer energy trading in a community
 * microgrid, IEEE Power & Energy Society General Meeting
 */
export const billSharing: ClearingMechanism = {
  name: 'bill-sharing',
  clear(book, rules) {
    return shareLocally(book, rules, () => 0)
  },
}
