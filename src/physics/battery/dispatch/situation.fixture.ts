/** @module Situations for tests of dispatch policies: nothing has a price, unless a test says so. */

import type { DispatchSituation } from './dispatch-decision.ts'
import { emptyOutlook, type PriceOutlook } from './price-outlook.ts'

export function situationOf(onPeak: boolean, prices: Partial<PriceOutlook> = {}): DispatchSituation {
  return { onPeak, roundTripEfficiency: 0.9, prices: { ...emptyOutlook(), ...prices } }
}
