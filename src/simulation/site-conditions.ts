/** @module What all meters of a site share in one tick: computed once, read by every meter. */

import { BUILDING_TYPES } from '../campus/building-type.ts'
import { sharedFloats } from './shared-array.ts'

/** Positions of the scalar conditions in `SiteConditions.scalars`. */
export const CONDITION = {
  tick: 0,
  timeMs: 1,
  weather: 2,
  ambientC: 3,
  windMs: 4,
  ghiWm2: 5,
  sunElevationDeg: 6,
  frequencyHz: 7,
  /** 1 on peak, 0 off peak. */
  onPeak: 8,
  /** What the grid pays and charges [currency/kWh]. */
  gridFeedInRate: 9,
  gridPurchaseRate: 10,
  /** Mean emission factor of the grid over the interval [kg CO2e/kWh]. */
  kgPerKwh: 11,
  /** The price outlook of batteries that trade [currency/kWh]; all 0 without such a battery. */
  buyPrice: 12,
  sellPrice: 13,
  cheapPrice: 14,
  dearPrice: 15,
  needPrice: 16,
  keepPrice: 17,
  wearPerKwh: 18,
  /** Mean outdoor temperature of the last day or two, which cooling follows [°C]. */
  meanTemperatureC: 19,
  relativeHumidityPercent: 20,
} as const

/** The conditions of one tick, in shared memory and refilled tick after tick. */
export interface SiteConditions {
  readonly scalars: Float64Array
  /** Expected load per building type as a share of the design peak. */
  readonly unitLoad: Float64Array
  /** Plane-of-array irradiance [W/m²], cell temperature [°C] and DC power per nameplate power [kW/kWp] by roof plane. */
  readonly planeIrradiance: Float64Array
  readonly planeCellC: Float64Array
  readonly planeDcPerKwp: Float64Array
  /** Phase-to-neutral voltage behind each feeder's ideal transformer [V]. */
  readonly supplyVoltage: Float64Array
  /** Measured load of each replayed meter [kW], NaN where the recording does not cover the interval. */
  readonly replayedKw: Float64Array
}

/** Allocates the conditions of a site. */
export function createSiteConditions(planes: number, feeders: number, replayedMeters: number): SiteConditions {
  return {
    scalars: sharedFloats(Object.keys(CONDITION).length),
    unitLoad: sharedFloats(BUILDING_TYPES.length),
    planeIrradiance: sharedFloats(planes),
    planeCellC: sharedFloats(planes),
    planeDcPerKwp: sharedFloats(planes),
    supplyVoltage: sharedFloats(feeders),
    replayedKw: sharedFloats(replayedMeters),
  }
}
