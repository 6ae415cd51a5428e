/** @module What the market and the certificates of a run go by, as far as answers need it. */

import type { Settings } from '../config/settings.ts'

export type MarketTerms = Pick<
  Settings,
  | 'smallestTradeKwh'
  | 'largestOrderKwh'
  | 'ownZoneFirst'
  | 'networkFeeSameBuilding'
  | 'networkFeeSameZone'
  | 'networkFeeAcrossZones'
  | 'emissionFactor'
  | 'emissionFactorFile'
  | 'carbonOffsetRate'
  | 'certificateUnit'
>

/** Plain data, since it goes from thread to thread. */
export function marketTerms(settings: Settings): MarketTerms {
  const {
    smallestTradeKwh,
    largestOrderKwh,
    ownZoneFirst,
    networkFeeSameBuilding,
    networkFeeSameZone,
    networkFeeAcrossZones,
    emissionFactor,
    emissionFactorFile,
    carbonOffsetRate,
    certificateUnit,
  } = settings
  return {
    smallestTradeKwh,
    largestOrderKwh,
    ownZoneFirst,
    networkFeeSameBuilding,
    networkFeeSameZone,
    networkFeeAcrossZones,
    emissionFactor,
    emissionFactorFile,
    carbonOffsetRate,
    certificateUnit,
  }
}
