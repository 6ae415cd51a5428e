/** @module What stands on a campus, as far as the HTTP interface computes with it: plain data, told once. */

import type { DispatchStrategyName } from '../config/campus-vocabulary.ts'
import { type DesignLoads, designLoads } from '../forecast/expected-load.ts'
import { type SolarPlant, solarPlant } from '../forecast/solar-plant.ts'
import { CLOUD_INDEX } from '../physics/weather/cloud-index.ts'
import type { RunInputs } from '../run/run-inputs.ts'

export interface BatteryNameplate {
  readonly meterId: string
  readonly capacityKwh: number
  readonly powerKw: number
  /** Lowest and highest charge used, as shares of the capacity. */
  readonly socMin: number
  readonly socMax: number
  readonly dispatch: DispatchStrategyName
}

export interface CampusAssets {
  readonly solar: SolarPlant
  readonly loads: DesignLoads
  /** In the order of the fleet, as the run remembers them. */
  readonly batteries: readonly BatteryNameplate[]
  /** Mean clear-sky index over the years, by the shares of the weather conditions. */
  readonly usualClearSkyIndex: number
}

export function campusAssets({
  fleet,
  site,
  recordedYear,
  settings,
}: Pick<RunInputs, 'fleet' | 'site' | 'recordedYear' | 'settings'>): CampusAssets {
  const { latitudeDeg, longitudeDeg, elevationM } = recordedYear?.location ?? site
  const batteries: BatteryNameplate[] = []
  for (let i = 0; i < fleet.size; i++) {
    const { meterId, battery } = fleet.meter(i)
    if (battery === null) continue
    const { capacityKwh, powerKw, socMin, socMax, dispatch } = battery
    batteries.push({ meterId, capacityKwh, powerKw, socMin, socMax, dispatch })
  }
  return {
    solar: solarPlant(fleet, {
      location: { latitudeDeg, longitudeDeg, elevationM },
      recordedOffsetHours: recordedYear?.utcOffsetHours ?? null,
    }),
    loads: designLoads(fleet),
    batteries,
    usualClearSkyIndex: CLOUD_INDEX.reduce((sum, { mean }, k) => sum + mean * settings.weatherWeights[k], 0),
  }
}
