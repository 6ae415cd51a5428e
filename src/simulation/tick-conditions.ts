/** @module The shared conditions of a tick in the form readings are written from. */

import type { TickConditions } from './readings/reading-batch.ts'
import { CONDITION, type SiteConditions } from './site-conditions.ts'

/** Copies the present tick's scalars out of shared memory. */
export function readTickConditions({ scalars }: SiteConditions, out: TickConditions): void {
  out.tick = scalars[CONDITION.tick]
  out.timeMs = scalars[CONDITION.timeMs]
  out.weather = scalars[CONDITION.weather]
  out.ambientC = scalars[CONDITION.ambientC]
  out.windMs = scalars[CONDITION.windMs]
  out.relativeHumidityPercent = scalars[CONDITION.relativeHumidityPercent]
  out.meanTemperatureC = scalars[CONDITION.meanTemperatureC]
  out.ghiWm2 = scalars[CONDITION.ghiWm2]
  out.sunElevationDeg = scalars[CONDITION.sunElevationDeg]
  out.frequencyHz = scalars[CONDITION.frequencyHz]
  out.gridFeedInRate = scalars[CONDITION.gridFeedInRate]
  out.gridPurchaseRate = scalars[CONDITION.gridPurchaseRate]
  out.kgPerKwh = scalars[CONDITION.kgPerKwh]
}
