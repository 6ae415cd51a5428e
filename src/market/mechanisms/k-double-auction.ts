/** @module k-double auction: the call auction's allocation at a price set by the last accepted pair alone. */

import type { ClearingMechanism } from '../clearing-mechanism.ts'
import { splitPrice } from '../split-price.ts'
import { clearAtOnePrice } from '../uniform-price.ts'

/**
 * The allocation of highest welfare at one price between the marginal limits.
 *
 * p = k · marginal bid + (1 − k) · marginal offer. Rejected orders do not matter, so a partly filled order may find the
 * price better than its limit and still be rationed.
 *
 * @see Chatterjee and Samuelson, 1983, Bargaining under incomplete information, doi:10.1287/opre.31.5.835
 */
export const kDoubleAuction: ClearingMechanism = {
  name: 'k-double-auction',
  clear: (book, rules, space) =>
    clearAtOnePrice(
      book,
      rules,
      ({ bids, offers }) => splitPrice(offers.marginalPrice, bids.marginalPrice, rules.k),
      space,
    ),
}
