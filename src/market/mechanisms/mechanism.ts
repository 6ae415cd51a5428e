/** @module The clearing mechanisms by name. */

import type { MarketChoice } from '../../config/settings.ts'
import type { ClearingMechanism } from '../clearing-mechanism.ts'
import { billSharing } from './bill-sharing.ts'
import { callAuction } from './call-auction.ts'
import { continuous } from './continuous.ts'
import { gridOnly } from './grid-only.ts'
import { huang } from './huang.ts'
import { kDoubleAuction } from './k-double-auction.ts'
import { mcafee } from './mcafee.ts'
import { midMarketRate } from './mid-market-rate.ts'
import { muda } from './muda.ts'
import { payAsBid } from './pay-as-bid.ts'
import { supplyDemandRatio } from './supply-demand-ratio.ts'
import { vcg } from './vcg.ts'

/** Every mechanism a run can be cleared by. */
export const MECHANISM_OF_NAME: Readonly<Record<MarketChoice, ClearingMechanism>> = {
  'call-auction': callAuction,
  'k-double-auction': kDoubleAuction,
  'pay-as-bid': payAsBid,
  continuous,
  'mid-market-rate': midMarketRate,
  'supply-demand-ratio': supplyDemandRatio,
  'bill-sharing': billSharing,
  mcafee,
  huang,
  muda,
  vcg,
  'grid-only': gridOnly,
  none: gridOnly,
}
